// Runs small programs of the fixtures with node, each in a temporary folder of its own.
import { execFile } from 'node:child_process';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { MigrationPlan } from '../src/core/plan.ts';
import { PROJECT } from './temporary.ts';

export const FIXTURES = path.join(PROJECT, '__testfixtures__');

/** `UPDATE_FIXTURES=1 npm test` writes what comes out as what is expected; look at the difference before you commit it. */
export const UPDATE = process.env['UPDATE_FIXTURES'] === '1';

/** How a program ended. */
export interface Ran {
  readonly stdout: string;
  readonly exitCode: number | null;
}

/** Puts the files that fixtures read into `root`, and lets them load this project's dependencies. */
export function withData(root: string): void {
  for (const name of ['a', 'b', 'c']) writeFileSync(path.join(root, `${name}.txt`), `${name}-text\nline two of ${name}\n`);
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(root, 'node_modules'));
}

/** The program that node runs for a source file: TypeScript is stripped first. */
export function asExecutable(file: string, text: string): { readonly file: string; readonly text: string } {
  if (!file.endsWith('.ts')) return { file, text };
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, experimentalDecorators: true } });
  return { file: file.replace(/\.ts$/, '.js'), text: outputText };
}

/** Runs `program` in `root`. Durations and the folder's path do not count. @throws Error when it is killed or does not load */
export function run(program: { readonly file: string; readonly text?: string }, root: string, args: readonly string[] = []): Promise<Ran> {
  const file = path.join(root, program.file);
  if (program.text !== undefined) writeFileSync(file, program.text);
  // packages that a program asks for are ours
  const env = { ...process.env, NODE_PATH: path.resolve(FIXTURES, '..', 'node_modules'), NODE_OPTIONS: '', NO_COLOR: '1', FORCE_COLOR: '0', NODE_TEST_CONTEXT: undefined };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [file, ...args], { cwd: root, env, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error?.killed || /SyntaxError|ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND/.test(stderr)) reject(new Error(`${program.file} did not run:\n${stderr}`));
      else resolve({ stdout: stdout.replaceAll(root, '<root>').replace(/(duration_ms:? )[\d.]+/g, '$1<n>'), exitCode: child.exitCode });
    });
    child.stdin?.end();
  });
}

/** How many sites there are of each outcome. */
export function outcomes(plan: MigrationPlan): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of plan.sites) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** What the type checker has to say about the TypeScript files below `root`. */
export function typeErrors(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => path.join(root, file));
  const program = ts.createProgram(files, {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true, experimentalDecorators: true, types: ['node'], typeRoots: [path.join(PROJECT, 'node_modules/@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file ? path.relative(root, file.fileName) : ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
