// The tools of npm run bench:safety, each as people call it, with the same edit: legacy() becomes modern().
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN, PROJECT, ran } from '../shared/unblock.ts';

export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** It runs code of the user's, which can have faults of its own. */
  readonly runsCode: boolean;
  /** The command that makes the edit in `folder`, and writes. */
  command(folder: string): readonly string[];
  /** Takes back what a run that was killed has done; absent when there is no such thing. */
  undo?(folder: string): readonly string[];
  /** Makes a plan and writes it later. */
  plan?(folder: string, file: string): readonly string[];
  apply?(folder: string, file: string): readonly string[];
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const versionOf = (folder: string): string => (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
const installed = (name: string): string => join(PROJECT, 'node_modules', name);
const unblock = (...words: string[]): string[] => [process.execPath, BIN, ...words];

const AST_GREP = '0.51.1';

/** The tools that can be had here, and the names of those that cannot. Peers are installed into `cache` when they are missing. */
export async function contestants(cache = process.env['UNBLOCK_PEERS'] ?? join(homedir(), '.cache/unblock-peers')): Promise<{ readonly present: readonly Contestant[]; readonly missing: readonly string[] }> {
  const own = versionOf(PROJECT);
  const present: Contestant[] = [
    {
      name: 'unblock', version: own, runsCode: false,
      command: (folder) => unblock('run', '--all', '--write', '--public-api', 'break', '--root', folder),
      undo: (folder) => unblock('undo', '--root', folder),
      plan: (folder, file) => unblock('plan', '--all', '--public-api', 'break', '--out', file, '--root', folder),
      apply: (folder, file) => unblock('apply', file, '--allow-dirty', '--root', folder),
    },
    {
      name: 'unblock --transform', version: own, runsCode: true,
      command: (folder) => unblock('run', '--write', '--allow-dirty', '--transform', here('rename.cjs'), '--deadline', '15', '--root', folder),
      undo: (folder) => unblock('undo', '--root', folder),
    },
    {
      // with the flags that make it safer
      name: 'jscodeshift', version: versionOf(installed('jscodeshift')), runsCode: true,
      command: (folder) => [process.execPath, join(installed('jscodeshift'), 'bin/jscodeshift.js'), '--transform', here('rename.cjs'), '--extensions', 'js', '--gitignore', '--fail-on-error', '--no-babel', folder],
    },
    { name: 'ts-morph save', version: versionOf(installed('ts-morph')), runsCode: true, command: (folder) => [process.execPath, here('ts-morph.cjs'), folder] },
  ];
  const astGrep = await peer(cache, '@ast-grep/cli', AST_GREP, 'ast-grep');
  if (astGrep === undefined) return { present, missing: ['ast-grep'] };
  present.push({ name: 'ast-grep', version: AST_GREP, runsCode: false, command: (folder) => [astGrep, 'run', '--pattern', 'legacy($$$ARGS)', '--rewrite', 'modern($$$ARGS)', '--lang', 'js', '--update-all', folder] });
  return { present, missing: [] };
}

/** The program of a package that is installed outside of the repository; undefined when it cannot be had. */
async function peer(cache: string, name: string, version: string, program: string): Promise<string | undefined> {
  const folder = join(cache, `${name.replace(/\W+/g, '-')}-${version}`);
  const file = join(folder, 'node_modules', name, program);
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await ran('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`], folder);
  }
  return existsSync(file) && (await ran(file, ['--version'], folder)).code === 0 ? file : undefined;
}
