// The tables of error-first functions of all packages, and the look-up over them.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { dns } from './dns.ts';
import { fs } from './fs.ts';
import { fsExtra } from './fs-extra.ts';
import { gracefulFs } from './graceful-fs.ts';
import { mkdirp } from './mkdirp.ts';
import { rimraf } from './rimraf.ts';
import { stream } from './stream.ts';
import { zlib } from './zlib.ts';

export const errorFirstModules: readonly ErrorFirstModule[] = [fs, childProcess, crypto, dns, stream, zlib, fsExtra, gracefulFs, mkdirp, rimraf];

/** One function of the tables: the module's first specifier, its member path there, what is known of it. */
export interface KnownErrorFirst {
  readonly module: string;
  readonly path: string;
  readonly entry: ErrorFirst;
}

const byPath = new Map<string, KnownErrorFirst>(
  errorFirstModules.flatMap(({ specifiers, selves = [], functions }) =>
    specifiers.flatMap((specifier) => Object.entries(functions).flatMap(([path, entry]) =>
      ['', ...selves].map((self) => [[specifier, self, path].filter((part) => part !== '').join('.'), { module: specifiers[0]!, path, entry }] as const)))),
);

/** What is known of the function at `path`: `fs.readFile`, `graceful-fs.default.stat`. Undefined when nothing is. */
export const errorFirst = (path: string): KnownErrorFirst | undefined => byPath.get(path);
