// --bridge as a whole, and the generated module under faults: each is a clear error of its own call, nothing hangs, nothing is left over.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import type { BridgePlace, OffloadTask } from '../src/core/offload.ts';
import { analyse, changesForPlan } from '../src/pipeline.ts';
import { planFrom, planText } from '../src/plan/plan-json.ts';
import { unitsOf } from '../src/preview/units.ts';
import { blockingIndexText, blockingText, blockingWorkerText } from '../src/rewrite/bridge/render.ts';
import { transferText } from '../src/rewrite/offload/render.ts';
import { runCli, type CliRun } from './cli-run.ts';
import { run, typeErrors } from './fixture-run.ts';
import { PROJECT, folder, installed } from './temporary.ts';

// threads are started: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 240_000 });

const FORMATS = [['cjs', '.cjs'], ['esm', '.mjs']] as const;

/** What a worker does, and what goes wrong there. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  add: 'async (a, b) => a + b',
  later: 'async (ms, value) => { await new Promise((done) => setTimeout(done, ms)); return value; }',
  echo: 'async (value) => (Buffer.isBuffer(value) ? Buffer.concat([value]) : structuredClone(value))',
  same: 'async (value) => value',
  grow: 'async (list) => list.push(1)',
  fail: "async () => { throw new TypeError('bad', { cause: new RangeError('because') }); }",
  failOwn: "async () => { throw new OwnError('own'); }",
  failHidden: "async () => { throw new HiddenError('hidden'); }",
  failOdd: "async () => { throw Object.assign(new Error('odd'), { retry: () => 1 }); }",
  failPlain: 'async () => { throw { code: 7 }; }',
  exit: 'async () => process.exit(3)',
  spin: 'async () => { for (;;); }',
  odd: "async () => new URL('http://localhost/path')",
  contextual: 'async (store) => storage.run(store, async () => { await null; return `inside ${storage.getStore().user}`; })',
  env: 'async (name) => process.env[name]',
  cwd: 'async () => process.cwd()',
};

const CLASSES = "const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');\nconst storage = new AsyncLocalStorage();\nclass OwnError extends Error {\n  constructor(message) {\n    super(message);\n    this.name = 'OwnError';\n    this.code = 'E_OWN';\n    this.detail = { bytes: Buffer.from('ab') };\n  }\n}\nclass HiddenError extends OwnError {}\n";

function rootOf(format: 'cjs' | 'esm', extension: string): string {
  const root = folder();
  const place: BridgePlace = { folder: 'blocking', extension, specifierEnd: extension, format, lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, packageDir: '' };
  const tasks = Object.keys(FUNCTIONS).map((name): OffloadTask => ({ name, module: `tasks${extension}`, exported: name, bridge: place }));
  const list = ['OwnError', 'storage', ...Object.keys(FUNCTIONS)].join(', ');
  const module = `${CLASSES}${Object.entries(FUNCTIONS).map(([name, text]) => `const ${name} = ${text};\n`).join('')}${format === 'esm' ? `export { ${list} };` : `module.exports = { ${list} };`}\n`;
  mkdirSync(path.join(root, 'blocking'));
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(root, 'node_modules'));
  const files = { [`tasks${extension}`]: module, [`blocking/index${extension}`]: blockingIndexText(place, tasks), [`blocking/blocking${extension}`]: blockingText(place), [`blocking/transfer${extension}`]: transferText(place), [`blocking/worker${extension}`]: blockingWorkerText(place, tasks) };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text);
  return root;
}

/** What a program prints that has the bridge as `b` and the module of the tasks as `m`; it must end by itself. */
async function printed(format: 'cjs' | 'esm', body: string): Promise<string[]> {
  const extension = format === 'esm' ? '.mjs' : '.cjs';
  const load = format === 'esm' ? `import * as b from './blocking/index${extension}';\nimport * as m from './tasks${extension}';\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n` : `const b = require('./blocking/index${extension}');\nconst m = require('./tasks${extension}');\n`;
  const told = 'function told(call) {\n  try {\n    return call();\n  } catch (error) {\n    return `${error?.constructor.name} ${error?.name} ${error?.code} ${error?.message}`;\n  }\n}\nfunction caught(call) {\n  try {\n    call();\n  } catch (error) {\n    return error;\n  }\n}\n';
  const { stdout, exitCode } = await run({ file: `main${extension}`, text: `${load}${told}function main() {\n${body}\n}\nmain();\n` }, rootOf(format, extension));
  expect(exitCode, stdout).toBe(0);
  return stdout.trim().split('\n');
}

test.each(FORMATS)('results come back at once, and errors as they were thrown (%s)', async (format) => {
  expect(await printed(format, `
    console.log(b.addBlocking(1, 2), b.echoBlocking(new Map([[1, new Date(5)]])).get(1).getTime(), Object.is(b.echoBlocking(-0), -0), Buffer.isBuffer(b.echoBlocking(Buffer.from('ab'))));
    const error = caught(() => b.failBlocking());
    console.log(error instanceof TypeError, error.message, error.cause instanceof RangeError, error.cause.message, error.stack.includes('tasks'));
    const own = caught(() => b.failOwnBlocking());
    console.log(own instanceof m.OwnError, own.name, own.code, Object.keys(own).join(), own.detail.bytes.toString());
    const hidden = caught(() => b.failHiddenBlocking());
    console.log(hidden instanceof m.OwnError, hidden.message);
    console.log(caught(() => b.failPlainBlocking()).code, told(() => b.failOddBlocking()));
  `)).toEqual([
    '3 5 true true',
    'true bad true because true',
    'true OwnError E_OWN name,code,detail ab',
    'true hidden',
    '7 BlockingError BlockingError ERR_BLOCKING_VALUE failOdd failed with something that cannot cross from a worker: Error: odd',
  ]);
});

test.each(FORMATS)('what cannot cross is an error, never another value (%s)', async (format) => {
  expect(await printed(format, `
    const list = [1];
    console.log(told(() => b.addBlocking(() => 1, 2)));
    console.log(told(() => b.sameBlocking(list)));
    console.log(told(() => b.growBlocking(list)), list.length);
    console.log(told(() => b.oddBlocking()));
    console.log(told(() => b.echoBlocking(new (class Point { x = 1; })())));
  `)).toEqual([
    'BlockingError BlockingError ERR_BLOCKING_VALUE add is given something that cannot cross to a worker',
    'BlockingError BlockingError ERR_BLOCKING_VALUE same changed what it was given, or gave it back: a worker has a copy of it',
    'BlockingError BlockingError ERR_BLOCKING_VALUE grow changed what it was given, or gave it back: a worker has a copy of it 1',
    'BlockingError BlockingError ERR_BLOCKING_VALUE odd gives something that cannot cross from a worker',
    'BlockingError BlockingError ERR_BLOCKING_VALUE echo is given something that cannot cross to a worker',
  ]);
});

test.each(FORMATS)('a worker that exits or never ends fails its own call only, and a late answer is not that of the next call (%s)', async (format) => {
  expect(await printed(format, `
    console.log(told(() => b.exitBlocking()));
    console.log(b.addBlocking(1, 1));
    b.configure({ deadlineMs: 1500 });
    console.log(told(() => b.laterBlocking(1800, 'late')).replace(/; .*/, ''));
    b.configure({ deadlineMs: 30_000 });
    console.log(b.laterBlocking(900, 'in time'));
    b.configure({ deadlineMs: 1500 });
    console.log(told(() => b.spinBlocking()).replace(/; .*/, ''));
    console.log(b.addBlocking(2, 2));
  `)).toEqual([
    'BlockingError BlockingError ERR_BLOCKING_WORKER_DIED the worker ended during exit: Worker exited with code 3',
    '2',
    'BlockingError BlockingError ERR_BLOCKING_DEADLINE later took more than 1500 ms',
    'in time',
    'BlockingError BlockingError ERR_BLOCKING_DEADLINE spin took more than 1500 ms',
    '4',
  ]);
});

test('environment, folder and context are those of the caller; 50 MB cross; nothing is left after 2,000 calls', async () => {
  const lines = await printed('cjs', `
    const { AsyncLocalStorage } = require('node:async_hooks');
    b.addBlocking(1, 1);
    process.env.OF_CALLER = 'set later';
    console.log(b.envBlocking('OF_CALLER'), b.envBlocking('NODE_OPTIONS') === process.env.NODE_OPTIONS);
    delete process.env.OF_CALLER;
    process.chdir('/');
    console.log(b.envBlocking('OF_CALLER'), b.cwdBlocking());
    const storage = new AsyncLocalStorage();
    console.log(storage.run('context', () => { b.addBlocking(1, 2); return storage.getStore(); }));
    const bytes = Buffer.alloc(50_000_000, 7);
    const result = b.echoBlocking(bytes);
    console.log(result.equals(bytes), bytes.length);
    for (let i = 0; i < 500; i++) b.addBlocking(i, i);
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 2000; i++) b.addBlocking(i, i);
    console.log(process.memoryUsage().heapUsed - before < 30e6);
  `);
  expect(lines).toEqual(['set later true', 'undefined /', 'context', 'true 50000000', 'true']);
});

test.each(FORMATS)('the context of AsyncLocalStorage is that of the caller, and inside of the worker it is the one that was handed over (%s)', async (format) => {
  expect(await printed(format, `
    const in_ = (user) => m.storage.run({ user }, () => [b.contextualBlocking(m.storage.getStore()), m.storage.getStore().user].join());
    console.log(['a', 'b'].map(in_).join('; '), m.storage.getStore());
  `)).toEqual(['inside a,a; inside b,b undefined']);
});

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{\n  "private": true\n}\n',
  'lib/size.js': "const fs = require('fs');\n\nfunction size(file) {\n  return fs.readFileSync(file).length;\n}\n\nfunction lines(file) {\n  return fs.readFileSync(file, 'utf8').split('\\n').length;\n}\n\nmodule.exports = { size, lines };\n",
  'main.js': "const { size, lines } = require('./lib/size.js');\n\nconst view = {\n  get size() {\n    return size(__filename);\n  },\n  get lines() {\n    return lines(__filename);\n  },\n};\n\nfunction main() {\n  console.log(size(__filename) === view.size, lines(__filename) === view.lines);\n}\n\nmain();\n",
};

const repository = (files: Readonly<Record<string, string>> = FILES): string => installed(files);

/** A getter that cannot wait, and a function that can. */
const ONE = "const { size } = require('./lib/size.js');\n\nconst view = {\n  get size() {\n    return size(__filename);\n  },\n};\n\nfunction main() {\n  console.log(size(__filename) === view.size);\n}\n\nmain();\n";

const unblock = (root: string, ...argv: string[]): Promise<CliRun> => runCli(root, argv);
const read = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');
const options = (root: string, ...bridge: string[]) => ({ root, publicApi: 'break' as const, transforms: ['sync-to-await'], bridge });

test('a plan tells of the files that it creates, is saved, and makes them again; none of it goes without the rest', async () => {
  const root = repository();
  const { plan, changes } = await analyse(options(root, 'lib/size.js:size'));
  expect(plan.generated?.map(({ file, creates }) => [file, creates])).toEqual([
    ...['transfer', 'blocking', 'worker', 'index'].map((name) => [`lib/blocking/${name}.js`, true]), ['package.json', false],
  ]);
  expect(plan.sites.filter(({ api }) => api === 'fs.readFileSync').map(({ outcome }) => outcome)).toEqual(['migrated', 'twinned']);
  expect(plan.notes?.map(({ code, file, line }) => [code, file, line])).toEqual([['bridge-cost', 'main.js', 5]]);
  const bridge = Object.values(plan.files).flatMap(({ decisions }) => decisions).find(({ verdict }) => verdict === 'bridge')!;
  expect(bridge).toMatchObject({ file: 'main.js', line: 5, name: 'size', cause: { kind: 'bridged' } });
  expect(bridge.needs).toEqual([expect.stringMatching(/^lib\/size\.js:\d+-\d+:make-async$/)]);
  const again = planFrom(planText(plan));
  if (typeof again === 'string' || !('plan' in again)) throw new Error('the plan is none');
  expect(await changesForPlan(root, again.plan)).toEqual(changes);
  expect(unitsOf(plan, changes).map((unit) => unit.changes.length)).toEqual([7]);
});

test('written, run, found again, extended by a second function, and taken back', async () => {
  const root = repository();
  const before = await run({ file: 'main.js' }, root);
  const first = await unblock(root, 'run', '--bridge', 'lib/size.js:size', '--public-api', 'break', '--exclude', 'none', '--write');
  expect(first.code).toBe(0);
  expect(first.err).toContain('main.js:5 size() blocks here, because size is a getter or setter');
  expect(read(root, 'main.js')).toContain('return sizeBlocking(__filename);');
  expect(read(root, 'package.json')).toContain('"synckit": "^0.12.3"');
  expect(await run({ file: 'main.js' }, root)).toEqual(before);

  const again = await analyse(options(root, 'lib/size.js:size'));
  expect([again.changes, again.plan.notes]).toEqual([[], undefined]);

  // a version beside it came with the first run: another function that has none
  writeFileSync(path.join(root, 'lib/more.js'), "const fs = require('fs');\n\nexports.first = function first(file) {\n  return fs.readFileSync(file)[0];\n};\n");
  writeFileSync(path.join(root, 'second.js'), "const { first } = require('./lib/more.js');\n\nconst view = {\n  get first() {\n    return first(__filename);\n  },\n};\n\nfunction main() {\n  console.log(first(__filename) === view.first);\n}\n\nmain();\n");
  const blocking = read(root, 'lib/blocking/blocking.js');
  expect((await unblock(root, 'run', '--bridge', 'lib/more.js:first', '--public-api', 'break', '--write', '--allow-dirty')).code).toBe(0);
  expect(read(root, 'lib/blocking/blocking.js')).toBe(blocking);
  expect(read(root, 'lib/blocking/index.js')).toMatch(/sizeBlocking = blocking\('size', [^\n]*\nexports\.firstBlocking = blocking\('first', \(\) => require\('\.\.\/more\.js'\), 'first'\);\n$/);
  expect(await run({ file: 'second.js' }, root)).toEqual({ stdout: 'true\n', exitCode: 0 });
  expect(await run({ file: 'main.js' }, root)).toEqual(before);

  expect((await unblock(root, 'undo')).code).toBe(0);
  expect((await unblock(root, 'undo')).code).toBe(0);
  expect(existsSync(path.join(root, 'lib/blocking'))).toBe(false);
  for (const [file, text] of Object.entries(FILES)) expect(read(root, file)).toBe(text);
});

test.each([
  ['a server of this process may be asked', { 'lib/size.js': "const http = require('http');\nconst fs = require('fs');\nexports.size = function size(file) {\n  http.get('http://localhost:1');\n  return fs.readFileSync(file).length;\n};\n" }, 'bridge-deadlock'],
  ['a child shares stdio', { 'lib/size.js': "const { execSync } = require('child_process');\nexports.size = function size(file) {\n  return execSync('wc ' + file).length;\n};\n" }, 'bridge-deadlock'],
  ['it reads from stdin', { 'lib/size.js': "const fs = require('fs');\nexports.size = function size(file) {\n  process.stdin.resume();\n  return fs.readFileSync(file).length;\n};\n" }, 'offload-process-wide'],
  ['a handle is shared', { 'lib/size.js': "const fs = require('fs');\nexports.size = function size(file) {\n  return fs.readFileSync(file).length + fs.fstatSync(1).size * 0;\n};\n" }, 'offload-unproven'],
  ['the worker would need a worker', { 'lib/size.js': "const fs = require('fs');\nclass View {\n  get size() {\n    return size(__filename, 0);\n  }\n}\nfunction size(file, depth) {\n  return depth > 0 ? new View().size : fs.readFileSync(file).length;\n}\nmodule.exports = { size };\n" }, 'bridge-deadlock'],
  ['it gives an object of the program', { 'lib/size.js': "const fs = require('fs');\nclass Size {\n  constructor(n) { this.n = n; }\n}\nexports.size = function size(file) {\n  return new Size(fs.readFileSync(file).length);\n};\n" }, 'offload-result'],
  ['a test has another module in its place', { 'a.test.js': "jest.mock('./lib/size.js');\ntest('x', () => {});\n" }, 'offload-mocked'],
  ['it is the interface to others', { 'package.json': '{ "name": "p", "main": "lib/size.js" }' }, 'is public API', 'keep'],
] as [string, Readonly<Record<string, string>>, string, ('keep' | 'break')?][])('no bridge: %s', async (_, files, code, publicApi = 'break') => {
  const root = repository({ ...FILES, 'main.js': ONE, ...files });
  const { plan } = await analyse({ ...options(root, 'lib/size.js:size'), publicApi });
  expect(plan.notes?.filter(({ code: of }) => of === 'bridge-refused').map(({ message }) => message)).toEqual([expect.stringContaining(code)]);
  expect(Object.values(plan.files).flatMap(({ decisions }) => decisions).filter(({ verdict }) => verdict === 'bridge')).toEqual([]);
});

test('names that lead nowhere, and other transforms beside it, are mistakes', async () => {
  for (const [argv, why] of [[['plan', '--bridge', 'lib/size.js:none'], 'no function none'], [['plan', '--bridge', 'x.js:f'], 'no source file x.js'], [['plan', '--all', '--bridge', 'lib/size.js:size'], 'run that alone']] as const) {
    const { code, err } = await unblock(repository(), ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  }
});

test('TypeScript: the bridge has the types of the functions, and runs when it is compiled to CommonJS', async () => {
  const root = repository({
    'package.json': '{ "private": true }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "noUncheckedIndexedAccess": true, "skipLibCheck": true, "types": ["node"] } }',
    'src/words.ts': "import { readFileSync } from 'node:fs';\n\nexport interface Words { readonly list: readonly string[]; readonly bytes: Buffer }\n\nexport function words(file: string): Words {\n  const bytes = readFileSync(file);\n  return { list: bytes.toString().trim().split(/\\s+/), bytes };\n}\n",
    'src/main.ts': "import { words, type Words } from './words.js';\n\nclass View {\n  get words(): Words {\n    return words(__filename);\n  }\n}\n\nfunction main(): void {\n  const found: Words = words(__filename);\n  const view = new View();\n  console.log(found.list.length === view.words.list.length, view.words.bytes.equals(found.bytes));\n}\n\nmain();\n",
  });
  const { changes } = await analyse(options(root, 'src/words.ts:words'));
  expect(changes.find(({ file }) => file === 'src/main.ts')!.after).toContain('return wordsBlocking(__filename);');
  for (const { file, after } of changes) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), after);
  }
  expect(typeErrors(path.join(root, 'src'))).toEqual([]);
  // what tsc writes
  for (const file of ['main', 'words', 'blocking/index', 'blocking/blocking', 'blocking/transfer', 'blocking/worker']) {
    const { outputText } = ts.transpileModule(read(root, `src/${file}.ts`), { fileName: `src/${file}.ts`, compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
    mkdirSync(path.join(root, 'dist/blocking'), { recursive: true });
    writeFileSync(path.join(root, `dist/${file}.js`), outputText);
  }
  expect(await run({ file: 'dist/main.js' }, root)).toEqual({ stdout: 'true true\n', exitCode: 0 });
});
