// The tables of error-first functions of all packages, and the look-up over them.
import type { CallbackShape } from '../../core/callbacks.ts';
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { asyncLib, asyncLibFiles } from './async-lib.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { dns } from './dns.ts';
import { fsExtra } from './fs-extra.ts';
import { fs } from './fs.ts';
import { globPackage } from './glob.ts';
import { gracefulFs } from './graceful-fs.ts';
import { jsonfile } from './jsonfile.ts';
import { mkdirp } from './mkdirp.ts';
import { mv } from './mv.ts';
import { ncpPackage } from './ncp.ts';
import { recursiveReaddir } from './recursive-readdir.ts';
import { readline } from './readline.ts';
import { resolve } from './resolve.ts';
import { rimraf } from './rimraf.ts';
import { servers } from './servers.ts';
import { stream } from './stream.ts';
import { globalTimers, timers } from './timers.ts';
import { tmp } from './tmp.ts';
import { which } from './which.ts';
import { writeFileAtomic } from './write-file-atomic.ts';
import { zlib } from './zlib.ts';

/** Those of Node, and of packages that are used like them. */
export const errorFirstModules: readonly ErrorFirstModule[] = [fs, childProcess, crypto, dns, stream, zlib, fsExtra, gracefulFs, mkdirp, rimraf, globPackage, jsonfile, mv, ncpPackage, recursiveReaddir, resolve, tmp, which, writeFileAtomic, readline, ...servers, timers, globalTimers];

/** Those that call other functions in some order: the library async, and each of its files. */
const controlFlow: readonly ErrorFirstModule[] = [asyncLib, ...asyncLibFiles];

/** One function of the tables: the module's first specifier, its member path there, what is known of it. */
export interface KnownErrorFirst {
  readonly module: string;
  readonly path: string;
  readonly entry: ErrorFirst;
  /** From this major version of the package on, the callback may be left out. */
  readonly promisesSince?: number;
}

const byPath = new Map<string, KnownErrorFirst>(
  [...errorFirstModules, ...controlFlow].flatMap(({ specifiers, selves = [], functions, promisesSince }) =>
    specifiers.flatMap((specifier) => Object.entries(functions).flatMap(([path, entry]) =>
      ['', ...selves].map((self) => [[specifier, self, path].filter((part) => part !== '').join('.'), { module: specifiers[0]!, path, entry, ...(promisesSince !== undefined && { promisesSince }) }] as const)))),
);

/** What is known of the function at `path`: `fs.readFile`, `graceful-fs.default.stat`. Undefined when nothing is. */
export const errorFirst = (path: string): KnownErrorFirst | undefined => byPath.get(path);

/** What the callback of such a function gets. */
export function shapeOfEntry({ aside, bare, existence, fields, leads, more, onError, partial, runs, values: none }: ErrorFirst, noError: ErrorFirst['noError']): CallbackShape {
  const values: number = none ?? fields?.length ?? 1;
  const isPlain = values < 2 && !(aside || bare || existence || fields || leads || more || noError || onError || partial || runs);
  return { values, ...(isPlain && { plain: true }), ...(aside && { aside }), ...(bare && { bare }), ...(existence && { existence }), ...(leads && { leads }), ...(more && { more }), ...(noError && { noError }) };
}

const controlling = new Set(controlFlow.flatMap(({ specifiers }) => specifiers));

/** Whether `path` is of a package that calls functions in some order, and gives those that are async no callback. */
export const isControlFlow = (path: string): boolean => controlling.has(path.split('.')[0]!);
