// What a repository is made with, for telling a person what was found: nothing is decided by it.
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { dirtyFiles } from './dirty-files.ts';
import { isTracked } from './git.ts';

export interface Tooling {
  /** `npm`, by its lock file. */
  readonly packageManager: string | undefined;
  readonly workspaces: number;
  readonly files: { readonly javascript: number; readonly typescript: number };
  readonly modules: { readonly esm: number; readonly commonjs: number };
  /** As engines.node says. */
  readonly node: string | undefined;
  /** The script of the root package that runs the tests. */
  readonly test: string | undefined;
  /** Undefined outside of a git work tree, else the source files that git could not give back. */
  readonly dirty: readonly FileId[] | undefined;
}

const LOCKS = { 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lockb': 'bun', 'bun.lock': 'bun', 'package-lock.json': 'npm', 'npm-shrinkwrap.json': 'npm' } as const;

/** What npm writes into a new package.json. */
const NO_TEST = /^echo "Error: no test specified"/;

/** Looks at names and at git; runs nothing else. */
export async function toolingOf({ root, files, packages }: ScannedRepo): Promise<Tooling> {
  const present = await Promise.all(Object.entries(LOCKS).map(([file, name]) => access(path.join(root, file)).then(() => [name], () => [])));
  const own = packages.find(({ dir }) => dir === '');
  const script = own?.scripts['test'];
  const count = (is: (file: ScannedRepo['files'][number]) => boolean): number => files.filter(is).length;
  const isTyped = ({ dialect }: ScannedRepo['files'][number]): boolean => dialect === 'ts' || dialect === 'tsx' || dialect === 'dts';
  return {
    packageManager: present.flat()[0],
    workspaces: packages.filter(({ dir }) => dir !== '').length,
    files: { javascript: count((file) => !isTyped(file)), typescript: count(isTyped) },
    modules: { esm: count(({ moduleKind }) => moduleKind === 'esm'), commonjs: count(({ moduleKind }) => moduleKind === 'cjs') },
    node: own?.nodeRange,
    test: script === undefined || NO_TEST.test(script) ? undefined : script,
    dirty: (await isTracked(root)) ? await dirtyFiles(root, files.map(({ id }) => id)) : undefined,
  };
}
