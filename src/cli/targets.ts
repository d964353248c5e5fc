// What a command works on: the positional arguments sorted into transform names and a directory.
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { listed, usage } from './failure.ts';
import type { TransformInfo } from './transform-list.ts';

export interface Targets {
  /** Absolute, without symlinks. */
  readonly root: string;
  readonly transforms: readonly string[];
  /** The transforms that were named one by one. */
  readonly named: readonly string[];
  /** The directory as it was given; undefined when it is the current one. */
  readonly directory: string | undefined;
}

export interface TargetRequest {
  readonly cwd: string;
  readonly root: string | undefined;
  readonly all: boolean;
  /** Transforms that an option is about: it names them, too. */
  readonly asked?: readonly string[];
  /** Transform names and at most one directory, in any order. */
  readonly names: readonly string[];
  readonly known: readonly TransformInfo[];
}

/** @throws Failure 'usage' for a name that is neither, two directories, or a root that is no directory. */
export function targetsOf({ cwd, root: given, all, asked = [], names, known }: TargetRequest): Targets {
  const chosen: string[] = [];
  const directories: string[] = [];
  for (const name of names) {
    if (known.some((transform) => transform.name === name)) chosen.push(name);
    else if (isDirectory(path.resolve(cwd, name))) directories.push(name);
    else throw usage(`'${name}' is no command, no transform (${listed(known.map((transform) => transform.name))}) and no existing directory`);
  }
  if (given !== undefined) directories.push(given);
  if (new Set(directories.map((directory) => path.resolve(cwd, directory))).size > 1) {
    throw usage(`one directory at a time, got ${listed(directories)}`);
  }
  if (!all) chosen.push(...asked.filter((name) => !chosen.includes(name)));
  if (all && chosen.length > 0) throw usage(`give --all or names of transforms, not both`);
  const transforms = known.filter(({ name, recommended, whenNamed }) => (chosen.length > 0 ? chosen.includes(name) : (all && whenNamed !== true) || recommended) || asked.includes(name));
  const root = rootOf(cwd, directories[0] ?? '.');
  return { root, transforms: transforms.map(({ name }) => name), named: chosen, directory: root === rootOf(cwd, '.') ? undefined : directories[0] };
}

function rootOf(cwd: string, given: string): string {
  const root = path.resolve(cwd, given);
  if (!isDirectory(root)) throw usage(`no directory at ${root}: --root names the folder of the repository`);
  return realpathSync(root);
}

const isDirectory = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
