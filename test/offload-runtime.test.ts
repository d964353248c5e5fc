// The generated pool under faults: each is a clear error of its own task, nothing hangs, nothing is left over.
import { expect, test, vi } from 'vitest';
import { FORMATS, printed as printedBy, type Format } from './offload-bridge.ts';

// threads are started and ended: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 240_000 });

/** Functions that no plan would offload: what a worker does that goes wrong. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  add: '(a, b) => a + b',
  echo: '(value) => (Buffer.isBuffer(value) ? Buffer.concat([value]) : structuredClone(value))',
  same: '(value) => value',
  grow: '(list) => list.push(1)',
  growAndFail: "(list) => { list.push(1); throw new Error('grown'); }",
  fail: "() => { throw new TypeError('bad', { cause: new RangeError('because') }); }",
  failOwn: "() => { throw new OwnError('own'); }",
  failHidden: "() => { throw new HiddenError('hidden'); }",
  failNode: "() => Buffer.alloc('x')",
  failPlain: "() => { throw { code: 7 }; }",
  failOdd: "() => { throw Object.assign(new Error('odd'), { retry: () => 1 }); }",
  exit: '() => process.exit(3)',
  exhaust: '() => { const all = []; for (;;) all.push(new Array(100_000).fill(1.5)); }',
  spin: '() => { for (;;); }',
  contextual: '(store) => storage.run(store, () => `inside ${storage.getStore().user}`)',
  odd: "() => new URL('http://localhost/path')",
};

const CLASSES = "const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');\nconst storage = new AsyncLocalStorage();\nclass OwnError extends Error {\n  constructor(message) {\n    super(message);\n    this.name = 'OwnError';\n    this.code = 'E_OWN';\n    this.detail = { bytes: Buffer.from('ab') };\n  }\n}\nclass HiddenError extends Error {}\nif (process.env.FAILS_IN_WORKER) throw new Error('not here');\n";

const printed = (format: Format, body: string): Promise<string[]> => printedBy({ functions: FUNCTIONS, declarations: CLASSES, exported: ['OwnError', 'storage'] }, format, body);

test.each(FORMATS)('results come back as they left, and errors as they were thrown (%s)', async (format) => {
  expect(await printed(format, `
    const list = [1];
    console.log(await b.addInWorker(1, 2), await b.sameInWorker(list) === list, await b.growInWorker(list), list.length);
    console.log(await told(b.growAndFailInWorker(list)), list.length);
    console.log(await told(b.failInWorker()), await b.failInWorker().catch((error) => [error instanceof TypeError, error.cause instanceof RangeError, error.cause.message, error.stack.includes('tasks')]));
    console.log(await told(b.failOwnInWorker()), await b.failOwnInWorker().catch((error) => [error instanceof m.OwnError, Object.keys(error).join(), error.detail.bytes.toString()]));
    console.log(await told(b.failHiddenInWorker()), await told(b.failNodeInWorker()), await b.failNodeInWorker().catch((error) => error instanceof TypeError));
    console.log(await b.failPlainInWorker().catch((error) => error.code), await b.failOddInWorker().catch((error) => error.retry()));
    console.log((await b.oddInWorker()).pathname, (await b.echoInWorker(new Map([[1, new Date(5)]]))).get(1).getTime(), Object.is(await b.echoInWorker(-0), -0), 0 in (await b.echoInWorker([, 1])));
    const shared = { name: 'x' };
    const [one, two] = await b.echoInWorker([shared, shared]);
    console.log(one === two, one !== shared);
  `)).toEqual([
    '3 true 2 2',
    'Error Error undefined grown 3',
    'TypeError TypeError undefined bad [ true, true, \'because\', true ]',
    "OwnError OwnError E_OWN own [ true, 'name,code,detail', 'ab' ]",
    expect.stringMatching(/^HiddenError Error undefined hidden TypeError TypeError ERR_INVALID_ARG_TYPE .* true$/),
    '7 1',
    '/path 5 true false',
    'true true',
  ]);
});

test.each(FORMATS)('a function, a stream, a class instance, a getter, a promise: done in the main thread, where they are real (%s)', async (format) => {
  expect(await printed(format, `
    const { PassThrough } = ${format === 'esm' ? "await import('node:stream')" : "require('node:stream')"};
    class Point { get size() { return 1; } }
    const values = [() => 1, new PassThrough(), new Point(), { get late() { return 1; } }, Promise.resolve(1), Symbol('s'), Object.freeze({}), new Proxy({}, {}), Object.create(null), { [Symbol('s')]: 1 }];
    for (const value of values) if (await b.sameInWorker(value) !== await value) throw new Error(String(value));
    console.log(b.counts.inWorker, b.counts.here);
  `)).toEqual(['0 10']);
});

test.each(FORMATS)('a worker that exits, runs out of memory or never ends fails its own task only, and is replaced (%s)', async (format) => {
  expect(await printed(format, `
    b.configure({ memoryMb: 64, threads: 2 });
    const [died, fine, also] = await Promise.all([told(b.exitInWorker()), told(b.addInWorker(1, 1)), told(b.addInWorker(2, 2))]);
    console.log(died, fine, also);
    console.log((await told(b.exhaustInWorker())).slice(0, 68));
    console.log(await told(b.spinInWorker.with({ timeoutMs: 300 })()));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    console.log(await told(b.spinInWorker.with({ signal: stop.signal })()));
    console.log(await told(b.addInWorker.with({ signal: AbortSignal.abort(new Error('before')) })(1, 2)));
    console.log(await told(b.addInWorker.with({ signal: new AbortController().signal, timeoutMs: 60_000 })(3, 4)));
  `)).toEqual([
    'OffloadError OffloadError ERR_OFFLOAD_WORKER_DIED the worker ended during exit: worker exited with code: 3 2 4',
    'OffloadError OffloadError ERR_OFFLOAD_WORKER_DIED the worker ended during exhaust'.slice(0, 68),
    'OffloadError OffloadError ERR_OFFLOAD_DEADLINE spin took more than 300 ms',
    expect.stringMatching(/^DOMException AbortError 20 /),
    'Error Error undefined before',
    '7',
  ]);
});

test.each(FORMATS)('a full queue rejects, and what was accepted is done (%s)', async (format) => {
  expect(await printed(format, `
    b.configure({ threads: 1, queue: 3 });
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => told(b.addInWorker(i, 1))));
    const full = all.filter((one) => typeof one === 'string');
    console.log(new Set(full).size, full[0]);
    console.log(all.filter((one) => typeof one === 'number').every((one, i) => one === i + 1), full.length > 0 && full.length < 12, await b.addInWorker(1, 2));
    try { b.configure({ threads: 2 }); } catch (error) { console.log(error.code); }
  `)).toEqual(['1 OffloadError OffloadError ERR_OFFLOAD_QUEUE_FULL 3 tasks wait for a worker already', 'true true 3', 'ERR_OFFLOAD_STARTED']);
});

test.each(FORMATS)('50 MB of bytes there and back (%s)', async (format) => {
  expect(await printed(format, `
    const bytes = Buffer.alloc(50_000_000, 7);
    const result = await b.echoInWorker(bytes);
    console.log(Buffer.isBuffer(result), result.equals(bytes), bytes.length, b.counts.inWorker);
  `)).toEqual(['true true 50000000 1']);
});

test('nothing is left after 10,000 tasks: no listener, no timer, no memory, no thread', async () => {
  const [line] = await printed('cjs', `
    require('node:v8').setFlagsFromString('--expose-gc');
    const gc = require('node:vm').runInNewContext('gc');
    const { getEventListeners } = require('node:events');
    b.configure({ threads: 1 });
    const { signal } = new AbortController();
    const round = async (n) => {
      for (let i = 0; i < n; i += 100) await Promise.all(Array.from({ length: 100 }, (_, k) => (k % 10 === 0 ? told(b.failInWorker()) : b.addInWorker.with({ signal, timeoutMs: 60_000 })(i, k))));
      gc();
      return process.memoryUsage().heapUsed;
    };
    await round(2000);
    const before = await round(100);
    const after = await round(10_000);
    const count = (name) => process.getActiveResourcesInfo().filter((each) => each === name).length;
    const timers = count('Timeout');
    await b.close();
    await b.close();
    const left = () => ['MessagePort', 'Worker'].reduce((sum, name) => sum + count(name), 0);
    for (let turns = 0; turns < 1000 && left() > 0; turns++) await new Promise((done) => setTimeout(done, 10));
    console.log(JSON.stringify({ listeners: getEventListeners(signal, 'abort').length, timers: timers <= 1, left: left(), grownMb: Math.max(0, Math.round((after - before) / 1e6)) }));
  `);
  expect(JSON.parse(line!)).toEqual({ listeners: 0, timers: true, left: 0, grownMb: 0 });
});

test.each(FORMATS)('an error of a task, a task that is cancelled while it waits, and one that is cancelled again and again leave the others alone (%s)', async (format) => {
  expect(await printed(format, `
    b.configure({ threads: 1 });
    const stop = new AbortController();
    const all = [b.addInWorker(1, 1), told(b.addInWorker.with({ signal: stop.signal })(2, 2)), told(b.failInWorker()), b.addInWorker(3, 3), told(b.addInWorker.with({ timeoutMs: 60_000 })(4, 4))];
    stop.abort(new Error('not needed'));
    console.log((await Promise.all(all)).join(', '));
    for (let i = 0; i < 3; i++) {
      const again = new AbortController();
      const spinning = told(b.spinInWorker.with({ signal: again.signal })());
      const next = b.addInWorker(i, i);
      again.abort(new Error('stop ' + i));
      console.log(await spinning, await next);
    }
  `)).toEqual([
    '2, Error Error undefined not needed, TypeError TypeError undefined bad, 6, 8',
    'Error Error undefined stop 0 0', 'Error Error undefined stop 1 2', 'Error Error undefined stop 2 4',
  ]);
});

test.each(FORMATS)('what cannot be loaded in a worker is an error of its task, each time (%s)', async (format) => {
  expect(await printed(format, `
    process.env.FAILS_IN_WORKER = 'yes';
    for (let i = 0; i < 2; i++) console.log(await told(b.addInWorker(1, 2)));
    delete process.env.FAILS_IN_WORKER;
    await b.close();
    console.log(await told(b.addInWorker(1, 2)));
  `)).toEqual(['OffloadError OffloadError ERR_OFFLOAD_WORKER_DIED the worker ended during add: not here', 'OffloadError OffloadError ERR_OFFLOAD_WORKER_DIED the worker ended during add: not here', '3']);
});

test.each(FORMATS)('close waits for what was begun, and a process that is done ends by itself while a worker is idle (%s)', async (format) => {
  expect(await printed(format, `
    const begun = b.addInWorker(1, 2);
    const closed = b.close();
    console.log(await begun);
    await closed;
    console.log(await b.addInWorker(3, 4));
  `)).toEqual(['3', '7']);
});

test.each(FORMATS)('the context of AsyncLocalStorage is that of the caller, and inside of the worker it is the one that was handed over (%s)', async (format) => {
  expect(await printed(format, `
    const in_ = (user) => m.storage.run({ user }, async () => {
      const inside = await b.contextualInWorker(m.storage.getStore());
      return [inside, m.storage.getStore().user].join();
    });
    console.log((await Promise.all(['a', 'b', 'c'].map(in_))).join('; '), b.counts.inWorker);
  `)).toEqual(['inside a,a; inside b,b; inside c,c 3']);
});
