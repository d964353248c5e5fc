// The tables of error-first functions of all packages, and the look-up over them.
import type { CallbackShape } from '../../core/callbacks.ts';
import type { ErrorFirst, ErrorFirstModule, Versions } from '../../core/api.ts';
import { asyncLib, asyncLibFiles } from './async-lib.ts';
import { awsSdk } from './aws-sdk.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { dns } from './dns.ts';
import { fsExtra } from './fs-extra.ts';
import { fs } from './fs.ts';
import { globPackage } from './glob.ts';
import { gracefulFs } from './graceful-fs.ts';
import { jsonfile } from './jsonfile.ts';
import { mkdirp } from './mkdirp.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { mv } from './mv.ts';
import { mysql, mysql2 } from './mysql.ts';
import { ncpPackage } from './ncp.ts';
import { nodemailer } from './nodemailer.ts';
import { pg } from './pg.ts';
import { recursiveReaddir } from './recursive-readdir.ts';
import { readline } from './readline.ts';
import { redis } from './redis.ts';
import { resolve } from './resolve.ts';
import { rimraf } from './rimraf.ts';
import { servers } from './servers.ts';
import { sqlite3 } from './sqlite3.ts';
import { stream } from './stream.ts';
import { globalTimers, timers } from './timers.ts';
import { tmp } from './tmp.ts';
import { which } from './which.ts';
import { writeFileAtomic } from './write-file-atomic.ts';
import { zlib } from './zlib.ts';

/** Those of Node, and of packages that are used like them. */
export const errorFirstModules: readonly ErrorFirstModule[] = [fs, childProcess, crypto, dns, stream, zlib, fsExtra, gracefulFs, mkdirp, rimraf, globPackage, jsonfile, mv, ncpPackage, recursiveReaddir, resolve, tmp, which, writeFileAtomic, readline, ...servers, timers, globalTimers, mysql, mysql2, pg, redis, sqlite3, mongodb, mongoose, nodemailer, awsSdk];

/** Those that call other functions in some order: the library async, and each of its files. */
const controlFlow: readonly ErrorFirstModule[] = [asyncLib, ...asyncLibFiles];

/** One function of the tables: the module's first specifier, its member path there, what is known of it. */
export interface KnownErrorFirst {
  readonly module: string;
  readonly path: string;
  readonly entry: ErrorFirst;
  /** From this major version of the package on, the callback may be left out. */
  readonly promisesSince?: number;
  /** It is a method of an object that the package gives; in these versions its callback may be left out, in others never. */
  readonly promises?: Versions | 'never';
}

const byPath = new Map<string, KnownErrorFirst>(
  [...errorFirstModules, ...controlFlow].flatMap(({ specifiers, selves = [], functions, promisesSince, gives, promises = 'never' as const }) =>
    specifiers.flatMap((specifier) => Object.entries(functions).flatMap(([path, entry]) =>
      ['', ...selves].map((self): readonly [string, KnownErrorFirst] => [[specifier, self, path].filter((part) => part !== '').join('.'), { module: specifiers[0]!, path, entry, ...(promisesSince !== undefined && { promisesSince }), ...(gives && { promises }) }])))),
);

/** What is known of the function at `path`: `fs.readFile`, `graceful-fs.default.stat`. Undefined when nothing is. */
export const errorFirst = (path: string): KnownErrorFirst | undefined => byPath.get(path) ?? ofAnyName(path);

/** Methods that no kind of object has under `*`. */
const excepted = new Set(errorFirstModules.flatMap(({ except = [] }) => except));

/** A method of an object whose methods are all alike: `Service().getObject`. */
function ofAnyName(path: string): KnownErrorFirst | undefined {
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1);
  const known = path.endsWith(')') || excepted.has(name) || !/^[a-z]\w*$/.test(name) ? undefined : byPath.get(`${path.slice(0, dot)}.*`);
  return known && { ...known, path: known.path.replace('*', name) };
}

/** One path for each kind of object that a package gives, however a program came by it: `mysql.createPool()` and `mysql.Pool()`. */
const kinds = new Map<string, string>();
/** What methods hand their callback after the error, as such paths. */
const handed = new Map<string, readonly string[]>();
for (const { specifiers, gives = {}, hands = {} } of errorFirstModules) for (const specifier of specifiers) {
  const at = (path: string): string => `${specifier}${path === '' || path.startsWith('()') ? '' : '.'}${path}`;
  const own = (kind: string): string => (kind === '' ? specifiers[0]! : `${specifiers[0]!}.${kind}`);
  for (const [path, kind] of Object.entries(gives)) kinds.set(at(path), own(kind));
  for (const [path, values] of Object.entries(hands)) handed.set(at(path), values.map(own));
}
const known = new Set([...kinds.values(), ...[...handed.values()].flat()]);

/** The path of the kind of object that stands at `path`; undefined when that is not one of a package that is known. */
export const kindAt = (path: string): string | undefined => kinds.get(path) ?? (known.has(path) ? path : undefined);

/** What comes after the kind of object that `path` goes through: `.query` of `mysql.Pool().query`. */
export function stepsFromKind(path: string): string | undefined {
  const end = path.indexOf('()') + 2;
  return end > 1 && known.has(path.slice(0, end)) ? path.slice(end) : undefined;
}

/** Paths of what the method at `path` hands its callback after the error; undefined when it is no method of such an object. */
export const handedTo = (path: string): readonly string[] | undefined => handed.get(path) ?? (errorFirst(path)?.promises ? [] : undefined);

/** What the callback of such a function gets. */
export function shapeOfEntry({ aside, bare, beside, existence, fields, leads, more, onError, partial, runs, values: none }: ErrorFirst, noError: ErrorFirst['noError']): CallbackShape {
  const values: number = none ?? fields?.length ?? 1 + (beside?.length ?? 0);
  const isPlain = values < 2 && !(aside || bare || beside || existence || fields || leads || more || noError || onError || partial || runs);
  return { values, ...(isPlain && { plain: true }), ...(aside && { aside }), ...(bare && { bare }), ...(beside && { beside: true as const }), ...(existence && { existence }), ...(leads && { leads }), ...(more && { more }), ...(noError && { noError }) };
}

const controlling = new Set(controlFlow.flatMap(({ specifiers }) => specifiers));

/** Whether `path` is of a package that calls functions in some order, and gives those that are async no callback. */
export const isControlFlow = (path: string): boolean => controlling.has(path.split('.')[0]!);
