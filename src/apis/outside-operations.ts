// Functions that wait for something outside of the program, and end by themselves: what is worth a bound, and can hold a place under one.
import { deadlineFunction } from './deadlines/index.ts';

/** Packages by name; all that they promise has to do with files, the network, databases or processes. */
const PACKAGES: ReadonlySet<string> = new Set([
  'fs/promises', 'dns', 'dns/promises', 'fs-extra', 'graceful-fs', 'mz/fs', 'mz/child_process', 'rimraf', 'mkdirp', 'make-dir', 'del', 'cpy', 'globby', 'glob', 'fast-glob', 'tinyglobby', 'jsonfile', 'load-json-file', 'write-json-file', 'write-file-atomic', 'read-pkg', 'move-file', 'trash', 'find-up', 'path-exists', 'is-ci', 'tempy', 'klaw',
  'axios', 'got', 'ky', 'node-fetch', 'cross-fetch', 'undici', 'superagent', 'request-promise', 'request-promise-native', 'needle', 'make-fetch-happen', 'minipass-fetch', 'npm-registry-fetch', 'pacote',
  'execa', 'nano-spawn', 'tinyexec', 'cross-spawn', 'zx', 'simple-git',
  'pg', 'mysql2', 'mysql2/promise', 'mongodb', 'redis', 'ioredis', 'sqlite', 'better-sqlite3', 'sharp', 'imagemin', 'nodemailer', '@aws-sdk/client-s3',
]);

/** Of modules of Node whose other functions do not. */
const NODE: Readonly<Record<string, RegExp>> = {
  fs: /^(?:promises\.\w+|(?:access|appendFile|chmod|chown|copyFile|cp|exists|link|lstat|mkdir|mkdtemp|open|opendir|readdir|readFile|readlink|realpath|rename|rm|rmdir|stat|symlink|truncate|unlink|utimes|writeFile|createReadStream|createWriteStream))(?:\(\).*)?$/,
  child_process: /^(?:exec|execFile|spawn|fork)$/,
  http: /^(?:get|request)$/,
  https: /^(?:get|request)$/,
  net: /^(?:connect|createConnection)$/,
  tls: /^connect$/,
};

/** @param path as the linker names functions of packages: `fs.promises.readFile`, `@scope/a.b` */
export function isOutsideOperation(path: string): boolean {
  if (path === 'fetch') return true;
  const bare = path.replace(/^node:/, '');
  const [, specifier, member = ''] = /^((?:@[^/.]+\/)?[^.()]+)(?:\.(.*)|\(.*)?$/.exec(bare) ?? [];
  if (specifier === undefined) return false;
  return PACKAGES.has(specifier) || (Object.hasOwn(NODE, specifier) && NODE[specifier]!.test(member)) || (!/^(?:events|timers|timers\/promises|\(generated\))$/.test(specifier) && deadlineFunction(specifier, member) !== undefined);
}
