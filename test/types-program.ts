// Small TypeScript programs in a temporary folder: what unblock makes of them, and what the compiler says before and after.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import type { MigrationPlan, PublicApiPolicy } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';

export interface Migrated {
  readonly plan: MigrationPlan;
  /** Every file's text after the migration. */
  readonly after: Readonly<Record<string, string>>;
  /** `file:line TS<code> message` of the real compiler. */
  readonly errorsBefore: readonly string[];
  readonly errorsAfter: readonly string[];
  /** Reason codes of the calls that stay, in order. */
  readonly refused: readonly string[];
}

const MODULES = path.join(import.meta.dirname, '../node_modules');

/** A package that exports each of its modules: what they export is called from outside. */
const packageOf = (files: readonly string[]): string =>
  JSON.stringify({
    name: 'program', version: '1.0.0', type: 'module', devDependencies: { typescript: '6.0.3' },
    exports: Object.fromEntries(files.filter((file) => /^[^/]+\.ts$/.test(file)).map((file) => [`./${file.slice(0, -3)}`, `./${file}`])),
  });

const TSCONFIG = JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', noEmit: true, skipLibCheck: true, types: ['node'] }, include: ['**/*'] });

/** Migrates the program that `files` make up; node_modules holds Node's types and what `files` put there. */
export async function migrate(files: Readonly<Record<string, string>>, publicApi: PublicApiPolicy = 'break'): Promise<Migrated> {
  const isTyped = Object.keys(files).some((file) => file.endsWith('.ts'));
  const root = await mkdtemp(path.join(tmpdir(), 'unblock-types-'));
  try {
    const all = { 'package.json': packageOf(Object.keys(files)), ...(isTyped ? { 'tsconfig.json': TSCONFIG } : {}), ...files };
    for (const [name, text] of Object.entries(all)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    for (const name of ['@types/node', 'undici-types']) {
      await mkdir(path.dirname(path.join(root, 'node_modules', name)), { recursive: true });
      await symlink(path.join(MODULES, name), path.join(root, 'node_modules', name));
    }
    const errorsBefore = isTyped ? compile(root) : [];
    const { plan, changes } = await analyse({ root, publicApi, transforms: ['sync-to-await'] });
    for (const { file, after } of changes) await writeFile(path.join(root, file), after);
    const changed = new Map(changes.map(({ file, after }) => [file, after]));
    const after = Object.fromEntries(Object.entries(all).map(([name, text]) => [name, changed.get(name) ?? text]));
    return { plan, after, errorsBefore, errorsAfter: isTyped ? compile(root) : [], refused: plan.sites.flatMap(({ reason }) => reason ?? []) };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** What `tsc --noEmit` says in `root`. */
function compile(root: string): string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), undefined, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} })!;
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line + 1 : 0;
    return `${file ? path.relative(root, file.fileName) : ''}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
