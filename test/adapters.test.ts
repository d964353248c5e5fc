// Every adapter: what it answers, and that the migrated call does what the original did, on real files.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiTwin } from '../src/core/api.ts';
import type { ApiSite } from '../src/core/rewrite.ts';
import { adapt } from '../src/rewrite/adapters/index.ts';
import { answerFor, migratedText, runMigrated, runSync } from './adapters-site.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unblock-adapters-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** A fresh tree with files, folders, a link to a file, to a folder, and a dangling one. */
function makeTree(dir: string): void {
  fs.rmSync(dir, { recursive: true, force: true });
  for (const file of ['b/c/z', 'b/a', 'a/\u{1F600}/q', 'a/\uFF5E/r', 'a.d', 'a-b/k', 'a/b', 'Z/y']) {
    fs.mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(dir, file), `content of ${file}`);
  }
  fs.mkdirSync(path.join(dir, 'empty'));
  fs.symlinkSync('../b', path.join(dir, 'a/to-b'));
  fs.symlinkSync('a.d', path.join(dir, 'to-file'));
  fs.symlinkSync('nowhere', path.join(dir, 'dangling'));
}

/** Everything below a directory: kind, mode, content. */
function snapshot(dir: string): string[] {
  return fs
    .readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(dir, entry.name);
      const { mode } = fs.lstatSync(full);
      if (entry.isDirectory()) return [`${entry.name} ${mode}`, ...snapshot(full).map((line) => `${entry.name}/${line}`)];
      return [`${entry.name} ${mode} ${entry.isSymbolicLink() ? fs.readlinkSync(full) : fs.readFileSync(full, 'latin1')}`];
    });
}

function plain(value: unknown): unknown {
  if (value instanceof fs.Stats) return { mode: value.mode, size: value.size, isFile: value.isFile(), isLink: value.isSymbolicLink() };
  if (value instanceof fs.Dirent) return `${value.name} ${value.isDirectory()}`;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && 'bsize' in value) return { type: (value as any).type };
  return value;
}

type Outcome = { value: unknown } | { code: unknown };
const failed = (error: any): Outcome => ({ code: error.code ?? error.name });

async function both(text: string, specifier: string, makeScope: (dir: string) => Record<string, unknown>, overrides?: Partial<ApiSite>): Promise<[Outcome, Outcome]> {
  const dir = path.join(root, 'tree');
  const run = async (call: (scope: Record<string, unknown>) => unknown): Promise<[Outcome, string[], unknown]> => {
    makeTree(dir);
    const scope = makeScope(dir);
    let result: Outcome;
    try {
      result = { value: plain(await call(scope)) };
    } catch (error) {
      result = failed(error);
    }
    const buffer = scope['buf'] instanceof Uint8Array ? [...scope['buf']] : undefined;
    if (typeof scope['fd'] === 'number') try { fs.closeSync(scope['fd']); } catch { /* the call closed it */ }
    return [result, snapshot(dir), buffer];
  };
  const before = await run((scope) => runSync(text, specifier, scope));
  const after = await run((scope) => runMigrated(text, specifier, scope, overrides));
  expect(after[1]).toEqual(before[1]);
  expect(after[2]).toEqual(before[2]);
  return [before[0], after[0]];
}

const pathCalls = [
  `fs.accessSync(d + '/a.d')`, `fs.accessSync(d + '/nope')`, `fs.accessSync(d + '/a.d', 1)`,
  `fs.appendFileSync(d + '/a.d', 'more')`, `fs.appendFileSync(d + '/new', 'x', { mode: 0o600 })`,
  `fs.chmodSync(d + '/a.d', 0o600)`, `fs.copyFileSync(d + '/a.d', d + '/copied')`, `fs.copyFileSync(d + '/a.d', d + '/to-file', 1)`,
  `fs.cpSync(d + '/b', d + '/b2', { recursive: true })`, `fs.cpSync(d + '/b', d + '/b2')`,
  `fs.cpSync(d, d + '2', { recursive: true, filter: (from) => !from.includes('a') || from.length < 1 })`,
  `fs.existsSync(d + '/a.d')`, `fs.existsSync(d + '/nope')`, `fs.existsSync()`, `fs.existsSync({})`, `fs.existsSync('a\\0b')`, `fs.existsSync(d + '/dangling')`,
  `fs.lchownSync(d + '/to-file', process.getuid(), process.getgid())`, `fs.linkSync(d + '/a.d', d + '/hard')`, `fs.linkSync(d + '/nope', d + '/hard')`,
  `fs.statSync(d + '/a.d')`, `fs.statSync(d + '/nope')`, `fs.statSync(d + '/nope', { throwIfNoEntry: false })`, `fs.statSync(d + '/a.d', { throwIfNoEntry: false })`,
  `fs.statSync(d + '/nope', { throwIfNoEntry: true })`, `fs.lstatSync(d + '/dangling')`, `fs.lstatSync(d + '/nope', { throwIfNoEntry: false })`, `fs.statSync(undefined)`,
  `fs.lutimesSync(d + '/to-file', 1, 2)`, `fs.mkdirSync(d + '/m/n/o', { recursive: true })`, `fs.mkdirSync(d + '/a')`, `fs.mkdirSync(d + '/m', 0o700)`,
  `fs.opendirSync(d + '/nope')`, `fs.readFileSync(d + '/a.d')`, `fs.readFileSync(d + '/a.d', 'utf8')`, `fs.readFileSync(d + '/a.d', { encoding: 'hex' })`, `fs.readFileSync(d)`,
  `fs.readFileSync(d + '/a.d', undefined)`, `fs.readFileSync(d + '/nope', 'utf8')`, `fs.readFileSync(d + '/made', { flag: 'w+' })`, `fs.readFileSync(new URL('file://' + d + '/a.d'))`,
  `fs.readdirSync(d)`, `fs.readdirSync(d, 'utf8')`, `fs.readdirSync(d, { withFileTypes: true })`, `fs.readdirSync(d, { recursive: true })`, `fs.readdirSync(d, { recursive: false })`,
  `fs.readdirSync(d + '/a.d')`, `fs.readdirSync(d + '/empty', { recursive: true })`, `fs.readdirSync(d, { recursive: true, encoding: 'latin1' })`, `fs.readdirSync(d, undefined)`, `fs.readdirSync(d, null)`,
  `fs.readlinkSync(d + '/to-file')`, `fs.readlinkSync(d + '/a.d')`, `fs.realpathSync(d + '/to-file')`, `fs.realpathSync(d + '/dangling')`, `fs.realpathSync.native(d + '/to-file')`,
  `fs.renameSync(d + '/a.d', d + '/renamed')`, `fs.renameSync(d + '/nope', d + '/renamed')`, `fs.rmSync(d + '/b', { recursive: true })`, `fs.rmSync(d + '/b')`, `fs.rmSync(d + '/nope', { force: true })`,
  `fs.rmdirSync(d + '/empty')`, `fs.rmdirSync(d + '/a')`, `fs.statfsSync(d)`, `fs.symlinkSync('x', d + '/link')`, `fs.symlinkSync('x', d + '/link', 'file')`,
  `fs.truncateSync(d + '/a.d', 3)`, `fs.truncateSync(d + '/a.d')`, `fs.unlinkSync(d + '/a.d')`, `fs.unlinkSync(d + '/nope')`, `fs.utimesSync(d + '/a.d', 1, 2)`,
  `fs.writeFileSync(d + '/w', 'text')`, `fs.writeFileSync(d + '/w', Buffer.from('text'), { flag: 'wx' })`, `fs.writeFileSync(d + '/a.d', 'text', { flag: 'wx' })`, `fs.writeFileSync(d + '/w', 3)`,
  `fs.writeFileSync(d + '/w', 'caf\\xe9', 'latin1')`, `fs.mkdtempSync(d + '/nope/x')`,
  ...('globSync' in fs ? [`fs.globSync('**', { cwd: d })`, `fs.globSync(d + '/*/*')`, `fs.globSync('**', { cwd: d, exclude: (name) => name === 'a' })`] : []),
];

const fdCalls = [
  `fs.closeSync(fd)`, `fs.fchmodSync(fd, 0o600)`, `fs.fchownSync(fd, process.getuid(), process.getgid())`, `fs.fdatasyncSync(fd)`, `fs.fstatSync(fd)`, `fs.fsyncSync(fd)`,
  `fs.ftruncateSync(fd, 4)`, `fs.ftruncateSync(fd)`, `fs.futimesSync(fd, 1, 2)`, `fs.closeSync(-1)`, `fs.closeSync('x')`, `fs.fstatSync(9999)`,
  `fs.readSync(fd, buf)`, `fs.readSync(fd, buf, 0, 4)`, `fs.readSync(fd, buf, 2, 4, 1)`, `fs.readSync(fd, buf, 2, 4, null)`, `fs.readSync(fd, buf, { offset: 1, length: 3 })`, `fs.readSync(fd, buf, {})`,
  `fs.readSync(fd, buf, 0, 99, 0)`, `fs.readSync(fd, buf, 0, 0, 0)`, `fs.readSync(fd, buf, undefined, 3, 0)`, `fs.readSync(fd, buf, 1, undefined, 0)`, `fs.readSync(fd, buf, 9, 3, 0)`,
  `fs.writeSync(fd, 'abc')`, `fs.writeSync(fd, 'abc', 2)`, `fs.writeSync(fd, 'caf\\xe9', 0, 'latin1')`, `fs.writeSync(fd, 'abc', null, 'utf8')`, `fs.writeSync(fd, buf)`, `fs.writeSync(fd, buf, 1)`,
  `fs.writeSync(fd, buf, 1, 2)`, `fs.writeSync(fd, buf, 1, 2, 3)`, `fs.writeSync(fd, buf, { offset: 3 })`, `fs.writeSync(fd, 7)`, `fs.writeSync(fd, 'abc', undefined, undefined)`,
  `fs.writevSync(fd, [buf, buf])`, `fs.writevSync(fd, [buf], 4)`, `fs.readvSync(fd, [buf])`, `fs.readvSync(fd, [buf, Buffer.alloc(2)], 3)`,
];

describe.each(['fs', 'graceful-fs', 'fs-extra'])('%s: the migrated call does what the original did', (specifier) => {
  it.each(pathCalls)('%s', async (text) => {
    // graceful-fs sorts names by UTF-16 unit; see src/apis/graceful-fs.ts.
    const order = (of: Outcome): Outcome => (specifier !== 'fs' && 'value' in of && Array.isArray(of.value) ? { value: [...of.value].sort() } : of);
    const [before, after] = await both(text, specifier, (dir) => ({ d: dir }));
    expect(order(after)).toEqual(order(before));
  });

  it.each(fdCalls)('%s', async (text) => {
    if (specifier !== 'fs' && 'refuse' in answerFor(text, specifier)) return;
    const [before, after] = await both(text, specifier, (dir) => ({ fd: fs.openSync(`${dir}/a.d`, 'r+'), buf: Buffer.from('0123456789') }));
    expect(after).toEqual(before);
  });

  it.each([`fs.readFileSync(fd)`, `fs.writeFileSync(fd, 'x')`, `fs.appendFileSync(fd, 'x')`, `fs.truncateSync(fd, 2)`])('%s of a descriptor', async (text) => {
    const [before, after] = await both(text, specifier, (dir) => ({ fd: fs.openSync(`${dir}/a.d`, 'r+') }), fdArgument(text));
    expect(after).toEqual(before);
  });

  it('keeps descriptors numbers from open to close', async () => {
    const d = path.join(root, 'tree');
    makeTree(d);
    const fd = await runMigrated(`fs.openSync(d + '/a.d', 'r', undefined)`, specifier, { d });
    expect(fd).toBeTypeOf('number');
    expect(await runMigrated('fs.closeSync(fd)', specifier, { fd })).toBeUndefined();
  });

  it('makes temporary directories', async () => {
    const made = await runMigrated(`fs.mkdtempSync(d + '/t-')`, specifier, { d: root });
    expect(String(made)).toMatch(/\/t-\w{6}$/);
  });

  it('gives a Dir, whose methods have twins on the same object', async () => {
    const d = path.join(root, 'tree');
    makeTree(d);
    const dir = (await runMigrated('fs.opendirSync(d)', specifier, { d })) as fs.Dir;
    const names: string[] = [];
    for (let entry = await dir.read(); entry !== null; entry = await dir.read()) names.push(entry.name);
    expect(names.sort()).toEqual(fs.readdirSync(d).sort());
    expect(await dir.close()).toBeUndefined();
  });
});

describe('functions that only fs-extra has', () => {
  it.each([
    `fs.copySync(d + '/b', d + '/b2')`, `fs.copySync(d + '/a.d', d + '/b/a')`, `fs.copySync(d + '/a.d', d + '/b/a', { overwrite: false, errorOnExist: true })`, `fs.copySync(d + '/b', d + '/b2', { filter: (from) => !from.endsWith('z') })`,
    `fs.moveSync(d + '/b', d + '/moved/b')`, `fs.moveSync(d + '/a.d', d + '/a/b')`, `fs.removeSync(d + '/b')`, `fs.removeSync(d + '/nope')`, `fs.outputFileSync(d + '/x/y', 'text')`,
    `fs.writeJsonSync(d + '/j', { a: 1 }, { spaces: 2 })`, `fs.writeJSONSync(d + '/j', [])`, `fs.outputJsonSync(d + '/x/j', { a: 1 })`, `fs.outputJSONSync(d + '/x/j', 1)`, `fs.readJsonSync(d + '/a.d')`, `fs.readJSONSync(d + '/nope')`,
    `fs.ensureDirSync(d + '/p/q')`, `fs.mkdirsSync(d + '/p/q', 0o700)`, `fs.mkdirpSync(d + '/a')`, `fs.ensureFileSync(d + '/p/f')`, `fs.createFileSync(d + '/a.d')`, `fs.ensureFileSync(d + '/a')`,
    `fs.ensureLinkSync(d + '/a.d', d + '/p/l')`, `fs.createLinkSync(d + '/nope', d + '/p/l')`, `fs.ensureSymlinkSync(d + '/a.d', d + '/p/s')`, `fs.createSymlinkSync(d + '/a.d', d + '/s')`, `fs.emptyDirSync(d + '/b')`, `fs.emptydirSync(d + '/new')`,
    `fs.pathExistsSync(d + '/a.d')`, `fs.pathExistsSync(d + '/nope')`,
  ])('%s', async (text) => {
    const [before, after] = await both(text, 'fs-extra', (dir) => ({ d: dir }));
    expect(after).toEqual(before);
  });
});

/** The first argument is known to be a file descriptor. */
function fdArgument(text: string): Partial<ApiSite> {
  const start = text.indexOf('fd');
  const views = [{ span: { start, end: start + 2 }, text: 'fd', kind: 'other' as const, fd: 'yes' as const }];
  return { args: views };
}

describe('answers', () => {
  const text = (call: string, specifier = 'fs', overrides?: Partial<ApiSite>): string => {
    const answer = answerFor(call, specifier, overrides);
    return 'refuse' in answer ? `refused: ${answer.refuse}` : migratedText(call, answer) + (answer.property ? ` .${answer.property}` : '');
  };

  it.each([
    ['fs.readFileSync(file)', 'fs.promises.readFile(file)'],
    ['fs.readFileSync(0)', 'promisify(fs.readFile)(0)'],
    ['fs.existsSync(file)', 'fs.promises.access(file).then(() => true, () => false)'],
    ['fs.realpathSync(file)', 'promisify(fs.realpath)(file)'],
    ['fs.realpathSync.native(file)', 'fs.promises.realpath(file)'],
    ['fs.openSync(file)', 'promisify(fs.open)(file)'],
    ['fs.readSync(fd, b, 0, 4,)', 'promisify(fs.read)(fd, b, 0, 4, null,) .bytesRead'],
    ['fs.readSync(fd, b, { offset: 1 }, 4)', 'refused: options-unknown'],
    ['fs.readSync(fd, ...rest)', 'refused: spread-arguments'],
    ['fs.writeSync(1, text)', 'refused: stdio-write'],
    ['fs.writeSync(process.stderr.fd, text)', 'refused: stdio-write'],
    ['fs.statSync(file, options)', 'refused: options-unknown'],
    ['fs.statSync(...both)', 'refused: options-unknown'],
    ['fs.statSync(file, { ...options })', 'refused: options-unknown'],
    ['fs.statSync(file, { throwIfNoEntry })', 'refused: options-unknown'],
    ['fs.statSync(file, { bigint: true })', 'fs.promises.stat(file, { bigint: true })'],
    ['fs.readdirSync(dir, options)', 'refused: options-unknown'],
    ['fs.readdirSync(dir, { recursive: deep })', 'refused: options-unknown'],
    ['fs.readdirSync(dir, { recursive: true, withFileTypes: true })', 'refused: no-faithful-twin'],
    ['fs.readdirSync(dir, { recursive: true })', 'fs.promises.readdir(dir, { recursive: true }).then(breadthFirst)'],
    ['fs.mkdtempDisposableSync(dir)', 'refused: no-faithful-twin'],
  ])('%s -> %s', (call, expected) => expect(text(call)).toBe(expected));

  it('drops throwIfNoEntry in TypeScript only, and follows the quotes of the file', () => {
    const ts = { lang: 'ts', style: { eol: '\n', indent: '  ', quote: '"', semicolons: true } } as const;
    const caught = '.catch((error) => (error.code === "ENOENT" ? undefined : Promise.reject(error)))';
    const of = (options: string): string => text(`fs.statSync(file, ${options})`, 'fs', ts).replace(caught, '');
    expect(of('{ throwIfNoEntry: false }')).toBe('fs.promises.stat(file)');
    expect(of('{ bigint: true, throwIfNoEntry: false }')).toBe('fs.promises.stat(file, { bigint: true })');
    expect(of('{ throwIfNoEntry: false, bigint: true }')).toBe('fs.promises.stat(file, { bigint: true })');
    expect(of('{ "throwIfNoEntry" : false,bigint: true }')).toBe('fs.promises.stat(file, { bigint: true })');
    expect(of('{\n  a: 1,\n  throwIfNoEntry: false,\n}')).toBe('fs.promises.stat(file, {\n  a: 1,\n})');
    expect(of('{ throwIfNoEntry: true }')).toBe('fs.promises.stat(file)');
    expect(text('fs.statSync(file, { throwIfNoEntry: false })')).toContain("file, { throwIfNoEntry: false }).catch((error) => (error.code === 'ENOENT'");
  });

  it.each(['execSync', 'execFileSync', 'spawnSync'])('child_process.%s becomes a runtime function', (name) => {
    expect(answerFor(`cp.${name}(command)`, 'child_process')).toEqual({ callee: name.replace('Sync', 'Async') });
  });

  it('promisifies graceful-fs and keeps the names of fs-extra', () => {
    expect(text('fs.readFileSync(file)', 'graceful-fs')).toBe('promisify(fs.readFile)(file)');
    expect(text('fs.existsSync(file)', 'graceful-fs')).toBe('promisify(fs.access)(file).then(() => true, () => false)');
    expect(text('fs.readJsonSync(file)', 'fs-extra')).toBe('fs.readJson(file)');
    // with `throws: false` a missing file gives null in the synchronous form only
    expect(text('fs.readJsonSync(file, { throws: false })', 'fs-extra')).toBe('refused: no-faithful-twin');
    expect(text('fs.existsSync(file)', 'fs-extra')).toBe('fs.pathExists(file)');
    expect(text('fs.readSync(fd, b, { offset: 1 })', 'fs-extra')).toBe('refused: options-unknown');
  });

  it('throws for an adapter that does not exist', () => {
    expect(() => adapt({ to: 'x', adapter: 'toString' } as ApiTwin, {} as ApiSite)).toThrow('no adapter named toString');
  });
});

describe('crypto and zlib give the same bytes', () => {
  it.each([
    ['crypto', `fs.pbkdf2Sync('p', 's', 10, 16, 'sha256')`], ['crypto', `fs.scryptSync('p', 's', 16)`], ['crypto', `fs.scryptSync('p', 's', 16, { N: 2 })`], ['crypto', `fs.scryptSync('p', 's', 16, { N: 3 })`],
    ['crypto', `fs.hkdfSync('sha256', 'k', 's', 'i', 16)`], ['crypto', `fs.checkPrimeSync(7n)`], ['crypto', `fs.checkPrimeSync(8n, { checks: 2 })`], ['crypto', `fs.pbkdf2Sync('p', 's', 10, 16, 'nope')`],
    ['zlib', `fs.gzipSync('text')`], ['zlib', `fs.gunzipSync(fs.gzipSync('text'))`], ['zlib', `fs.gunzipSync('not gzip')`], ['zlib', `fs.deflateSync('text', { level: 9 })`], ['zlib', `fs.inflateSync(fs.deflateSync('x'))`],
    ['zlib', `fs.deflateRawSync('text')`], ['zlib', `fs.inflateRawSync(fs.deflateRawSync('x'))`], ['zlib', `fs.unzipSync(fs.gzipSync('x'))`], ['zlib', `fs.brotliCompressSync('text')`],
    ['zlib', `fs.brotliDecompressSync(fs.brotliCompressSync('x'))`], ['zlib', `fs.gunzipSync(fs.gzipSync('x'.repeat(999)), { maxOutputLength: 10 })`], ['zlib', `fs.gzipSync(5)`],
  ])('%s: %s', async (specifier, text) => {
    const run = async (call: () => unknown): Promise<Outcome> => {
      try { return { value: await call() }; } catch (error) { return failed(error); }
    };
    expect(await run(() => runMigrated(text, specifier, {}))).toEqual(await run(() => runSync(text, specifier, {})));
  });

  it('crypto: keys, primes and random bytes have the same shape', async () => {
    const pair = (await runMigrated(`fs.generateKeyPairSync('ed25519')`, 'crypto', {})) as Record<string, unknown>;
    expect(Object.keys(pair).sort()).toEqual(['privateKey', 'publicKey']);
    expect(await runMigrated(`fs.generateKeySync('hmac', { length: 64 })`, 'crypto', {})).toMatchObject({ type: 'secret' });
    expect(await runMigrated(`fs.generatePrimeSync(16)`, 'crypto', {})).toBeInstanceOf(ArrayBuffer);
    expect(await runMigrated(`fs.generatePrimeSync(16, { bigint: true })`, 'crypto', {})).toBeTypeOf('bigint');
    const buf = Buffer.alloc(8);
    expect(await runMigrated(`fs.randomFillSync(buf, 2, 4)`, 'crypto', { buf })).toBe(buf);
    expect([...buf.subarray(0, 2), ...buf.subarray(6)]).toEqual([0, 0, 0, 0]);
  });
});
