// The tables of error-first functions against the real ones of this Node: what the callback gets, the twin gives.
import { mkdtempSync, rmSync, writeFileSync, openSync, closeSync, mkdirSync, symlinkSync } from 'node:fs';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { errorFirst, errorFirstModules } from '../src/apis/error-first/index.ts';
import type { ErrorFirst } from '../src/core/api.ts';

const require = createRequire(import.meta.url);
const root = mkdtempSync(path.join(os.tmpdir(), 'unblock-error-first-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Callback = (...args: unknown[]) => void;
type Any = (...args: unknown[]) => unknown;

const installed = (specifier: string): any => {
  try { return require(specifier); } catch { return undefined; }
};
const member = (module: any, at: string): any => at.split('.').reduce((value, key) => (key === '' ? value : value?.[key]), module);

/** What the catalogue says gives the promise. */
function twin(module: any, entry: ErrorFirst): Any {
  const found = member(module, entry.to);
  const promised: Any = entry.form === 'promisify' ? promisify(found) as Any : (found as Any).bind(entry.to.startsWith('promises.') ? module.promises : module);
  return entry.existence && entry.to.endsWith('access') ? async (...args) => (promised(...args) as Promise<unknown>).then(() => true, () => false) : promised;
}

let count = 0;
/** A folder of its own with a file, a link and an open file. */
function place(): { dir: string; file: string; link: string; fd: number } {
  const dir = path.join(root, String(count++));
  mkdirSync(dir);
  const file = path.join(dir, 'file');
  writeFileSync(file, 'text');
  symlinkSync(file, path.join(dir, 'link'));
  return { dir, file, link: path.join(dir, 'link'), fd: openSync(file, 'r+') };
}

type Given = (at: ReturnType<typeof place>) => unknown[];
const onFile: Given = ({ file }) => [file];
/** Arguments that succeed, for each function that can be run without a network. */
const KEYS = generateKeyPairSync('ed25519');
const SUCCEED: Record<string, Given> = {
  access: onFile, appendFile: ({ file }) => [file, 'x'], chmod: ({ file }) => [file, 0o600], close: ({ fd }) => [fd], copyFile: ({ file, dir }) => [file, `${dir}/copy`], cp: ({ file, dir }) => [file, `${dir}/cp`],
  exists: onFile, pathExists: onFile, fchmod: ({ fd }) => [fd, 0o600], fdatasync: ({ fd }) => [fd], fstat: ({ fd }) => [fd], fsync: ({ fd }) => [fd], ftruncate: ({ fd }) => [fd, 1], futimes: ({ fd }) => [fd, 1, 1],
  link: ({ file, dir }) => [file, `${dir}/hard`], lstat: onFile, lutimes: ({ link }) => [link, 1, 1], mkdir: ({ dir }) => [`${dir}/sub`], mkdtemp: ({ dir }) => [`${dir}/t-`], open: ({ file }) => [file, 'r'], opendir: ({ dir }) => [dir],
  read: ({ fd }) => [fd, Buffer.alloc(2), 0, 2, 0], readFile: ({ file }) => [file, 'utf8'], readdir: ({ dir }) => [dir], readlink: ({ link }) => [link], readv: ({ fd }) => [fd, [Buffer.alloc(2)]], realpath: ({ link }) => [link],
  'realpath.native': ({ link }) => [link], rename: ({ file, dir }) => [file, `${dir}/new`], rm: onFile, rmdir: ({ dir }) => { mkdirSync(`${dir}/empty`); return [`${dir}/empty`]; }, stat: onFile, statfs: onFile,
  symlink: ({ file, dir }) => [file, `${dir}/soft`], truncate: ({ file }) => [file, 1], unlink: onFile, utimes: ({ file }) => [file, 1, 1], write: ({ fd }) => [fd, Buffer.from('ab')], writeFile: ({ file }) => [file, 'x'], writev: ({ fd }) => [fd, [Buffer.from('ab')]],
  exec: () => ['echo out; echo err >&2'], execFile: () => [process.execPath, ['-p', '1']],
  checkPrime: () => [7n], hkdf: () => ['sha256', 'key', 'salt', 'info', 8], pbkdf2: () => ['a', 'b', 1, 8, 'sha256'], scrypt: () => ['a', 'b', 8], randomFill: () => [Buffer.alloc(0)], randomInt: () => [1],
  brotliCompress: () => ['a'], deflate: () => ['a'], deflateRaw: () => ['a'], gzip: () => ['a'],
  copy: ({ file, dir }) => [file, `${dir}/copy`], createFile: ({ dir }) => [`${dir}/made`], ensureDir: ({ dir }) => [`${dir}/d/e`], ensureFile: onFile, emptyDir: ({ dir }) => [`${dir}/d`], mkdirp: ({ dir }) => [`${dir}/d/e`], mkdirs: ({ dir }) => [`${dir}/d/e`],
  outputFile: ({ dir }) => [`${dir}/o/f`, 'x'], outputJson: ({ dir }) => [`${dir}/o.json`, {}], writeJson: ({ dir }) => [`${dir}/o.json`, {}], remove: onFile, move: ({ file, dir }) => [file, `${dir}/moved`],
};
/** Those of packages. */
Object.assign(SUCCEED, {
  'jsonfile readFile': ({ file }) => { writeFileSync(file, '{"a":1}'); return [file]; }, 'jsonfile writeFile': ({ file }) => [file, { a: 1 }], 'glob ': () => ['src/apis/error-first/*.ts'], 'glob glob': () => ['src/apis/error-first/*.ts'], 'resolve ': () => ['./package.json', { basedir: process.cwd() }],
  'crypto sign': () => [null, Buffer.from('a'), KEYS.privateKey], 'crypto verify': () => [null, Buffer.from('a'), KEYS.publicKey, sign(null, Buffer.from('a'), KEYS.privateKey)], 'rimraf ': onFile, 'tmp tmpName': () => [{ name: 'unblock-error-first-name' }], 'generatePrime': () => [2],
} satisfies Record<string, Given>);
/** Arguments that fail. */
const FAIL: Record<string, Given> = {
  ...Object.fromEntries(['access', 'exists', 'pathExists', 'lstat', 'stat', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'realpath.native', 'rm', 'rmdir', 'statfs', 'truncate', 'unlink', 'readJson', 'readJSON'].map((name) => [name, () => ['/nowhere/at/all']])),
  chmod: () => ['/nowhere/x', 0], copyFile: () => ['/nowhere/x', '/nowhere/y'], rename: () => ['/nowhere/x', '/nowhere/y'], open: () => ['/nowhere/x', 'r'], link: () => ['/nowhere/x', '/nowhere/y'], symlink: () => ['x', '/nowhere/y'], mkdir: () => ['/nowhere/x/y'],
  utimes: () => ['/nowhere/x', 1, 1], writeFile: () => ['/nowhere/x', ''], appendFile: () => ['/nowhere/x', ''], close: () => [9999], fstat: () => [9999], fsync: () => [9999], read: () => [9999, Buffer.alloc(1), 0, 1, 0], write: () => [9999, Buffer.from('a')],
  exec: () => ['echo out; echo err >&2; exit 3'], execFile: () => ['/nowhere/program', []], gunzip: () => ['a'], inflate: () => ['a'], unzip: () => ['\u001f\u008b'], move: () => ['/nowhere/x', '/nowhere/y'], copy: () => ['/nowhere/x', '/nowhere/y'],
};

/** Values that differ from one run to the other: descriptors, names and times. */
const comparable = (name: string, value: unknown): unknown => {
  if (name === 'open' || name === 'mkdtemp') return typeof value;
  if (name === 'opendir' || /stat/.test(name)) return (value as object)?.constructor.name;
  if (typeof value === 'string') return value.replaceAll(root, '').replace(/\/\d+/g, '');
  return Array.isArray(value) && Buffer.isBuffer(value[0]) ? value.map(String) : value;
};

const settle = async (work: () => unknown): Promise<{ error?: any; value?: any }> => {
  try { return { value: await work() }; } catch (error) { return { error }; }
};

for (const { specifiers, functions } of errorFirstModules) {
  const module = installed(specifiers[0]!);
  if (Object.entries(functions).every(([name, { form }]) => name.includes('()') || form === 'resolve')) continue;
  describe.skipIf(module === undefined)(specifiers[0]!, () => {
    for (const [name, entry] of Object.entries(functions)) {
      const original = member(module, name);
      if (typeof original !== 'function' || entry.form === 'resolve') continue;
      const call = async (args: unknown[]): Promise<unknown[]> => new Promise<unknown[]>((resolve, reject) => {
        try { original.call(module, ...args, ((...given) => resolve(given)) as Callback); } catch (error) { reject(error as Error); }
      });
      it(`${name} has a twin`, () => expect(typeof twin(module, entry)).toBe('function'));
      for (const [what, table] of [['succeeds', SUCCEED], ['fails', FAIL]] as const) {
        const given = table[`${specifiers[0]!} ${name}`] ?? table[name];
        if (!given) continue;
        it(`${name}: callback and twin agree when it ${what}`, async () => {
          const first = place();
          const second = place();
          const args = await call(given(first));
          const { error, value } = await settle(() => twin(module, entry)(...given(second)));
          for (const { fd } of [first, second]) try { closeSync(fd); } catch { /* the function closed it */ }
          if (entry.existence || name === 'pathExists') return void expect(args.at(-1)).toBe(value);
          if (what === 'fails') {
            expect(args[0]).toBeInstanceOf(Error);
            expect({ code: error.code, message: comparable('', error.message) }).toEqual({ code: (args[0] as any).code, message: comparable('', (args[0] as Error).message) });
            if (entry.onError) for (const [index, field] of entry.fields!.entries()) expect(error[field]).toEqual(args[index + 1]);
            return;
          }
          expect(args[0] ?? undefined).toBe(undefined);
          if (entry.noError !== 'any') expect(args[0]).toBe(entry.noError ? undefined : null);
          expect(error).toBeUndefined();
          if (entry.fields) for (const [index, field] of entry.fields.entries()) expect(comparable(name, value[field])).toEqual(comparable(name, args[index + 1]));
          else if (entry.values === 0) expect(args.slice(1).filter((value) => value !== undefined)).toEqual([]);
          else expect(comparable(name, value)).toEqual(comparable(name, args[1]));
        });
      }
    }
  });
}

/** The callback's values, or what was thrown. */
const called = async (run: (callback: Callback) => unknown): Promise<unknown[]> => new Promise((resolve) => { run((...args) => resolve(args)); });

describe('methods and timers', () => {
  const twinOf = (object: any, name: string): Any => promisify(object[name].bind(object)) as Any;
  for (const specifier of ['net', 'http', 'https', 'tls', 'http2']) it(`servers of ${specifier}: listen gives nothing, close an error or none`, async () => {
    const server = installed(specifier).createServer();
    expect(await called((callback) => server.listen(0, callback))).toEqual([]);
    expect(await called((callback) => server.close(callback))).toEqual([]);
    const [error] = await called((callback) => server.close(callback));
    expect((await settle(() => twinOf(server, 'close')())).error).toMatchObject({ code: (error as any).code });
    expect(errorFirst(`node:${specifier}.createServer().close`)?.entry).toMatchObject({ form: 'bound', noError: 'undefined', values: 0 });
    expect(errorFirst(`${specifier}.createServer().listen`)?.entry).toMatchObject({ form: 'resolve', bare: true, values: 0 });
  });
  it('a question gives the answer alone', async () => {
    const { PassThrough } = installed('stream');
    const input = new PassThrough();
    const rl = installed('readline').createInterface({ input });
    const answer = called((callback) => rl.question('', callback));
    input.write('yes\n');
    expect(await answer).toEqual(['yes']);
    rl.close();
    expect(errorFirst('readline.createInterface().question')?.entry).toMatchObject({ form: 'resolve', bare: true });
  });
  it('timers give nothing', async () => {
    for (const name of ['setTimeout', 'setImmediate', 'process.nextTick']) {
      expect(errorFirst(name)?.entry).toMatchObject({ form: 'resolve', bare: true, values: 0, leads: true });
      expect(await called((callback) => member(globalThis, name)(callback))).toEqual([]);
    }
  });
  it('resolvers are those of dns', () => {
    const { Resolver } = installed('dns');
    for (const name of Object.keys(errorFirstModules.find(({ specifiers }) => specifiers[0] === 'dns')!.functions)) if (name.startsWith('Resolver().')) expect(typeof Resolver.prototype[name.slice('Resolver().'.length)]).toBe('function');
  });
  it('a folder that is open: read and close', async () => {
    const fs = installed('fs');
    const { dir } = place();
    const opened = fs.opendirSync(dir);
    const names = [];
    for (let entry = (await called((callback) => opened.read(callback)))[1] as any; entry; entry = (await twinOf(opened, 'read')() as any)) names.push(entry.name);
    expect(names.sort()).toEqual(['file', 'link']);
    expect(await called((callback) => opened.close(callback))).toEqual([null]);
    expect((await settle(() => twinOf(opened, 'close')())).error.code).toBe((await called((callback) => opened.close(callback)))[0] && 'ERR_DIR_CLOSED');
  });
});

describe('the tables', () => {
  it('hold every function of fs that has a synchronous form', () => {
    const fs = installed('fs');
    const { functions } = errorFirstModules[0]!;
    for (const name of Object.keys(fs)) if (typeof fs[name] === 'function' && typeof fs[`${name}Sync`] === 'function') expect(functions).toHaveProperty([name]);
  });
  it('know every function of Node whose promise resolves to several values', () => {
    for (const specifier of ['fs', 'child_process', 'dns', 'crypto']) {
      const module = installed(specifier);
      for (const [name, value] of Object.entries<any>(module)) {
        const symbol = typeof value === 'function' ? Object.getOwnPropertySymbols(value).find((each) => each.description === 'customPromisifyArgs') : undefined;
        if (symbol) expect(errorFirst(`${specifier}.${name}`)?.entry.fields).toEqual(value[symbol]);
      }
    }
  });
  it('look up by any specifier and through default exports', () => {
    expect(errorFirst('node:fs.readFile')).toEqual({ module: 'fs', path: 'readFile', entry: errorFirstModules[0]!.functions['readFile'] });
    expect(errorFirst('fs.default.stat')?.path).toBe('stat');
    expect(errorFirst('mkdirp')?.path).toBe('');
    expect(errorFirst('fs.readFileSync')).toBeUndefined();
  });
});
