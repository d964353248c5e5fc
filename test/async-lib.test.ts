// The table of the library async against the library itself: what the callback gets, the promise gives.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { asyncLib, asyncLibFiles } from '../src/apis/error-first/async-lib.ts';
import { errorFirst, isControlFlow } from '../src/apis/error-first/index.ts';

const require = createRequire(import.meta.url);
type Any = (...args: any[]) => any;
const library = require('async') as Record<string, Any>;

const FAILURE = new Error('fails');
/** Iteratees and tasks: the last argument is the callback. */
const gives = (value: unknown): Any => (...args) => setImmediate(args.at(-1) as Any, null, value);
const fails: Any = (...args) => setImmediate(args.at(-1) as Any, FAILURE, 'part');
const tasks = (last: Any): Any[] => [(done: Any) => setImmediate(done, null, 'first'), last];

/** Arguments without the callback, for a function that takes these; `run` is the function that it calls. */
function given(name: string, run: Any): unknown[] {
  const limit = name.endsWith('Limit') ? [2] : [];
  if (/^(parallel|series|waterfall|tryEach|race)/.test(name)) return [name === 'tryEach' || name === 'race' ? [run] : tasks(run), ...limit];
  if (name === 'auto') return [{ a: gives(1), b: ['a', run] }];
  if (/^times/.test(name)) return [2, ...limit, run];
  if (/^(reduce|inject|fold|transform)/.test(name)) return [['a', 'b'], [], run];
  if (/^mapValues/.test(name)) return [{ a: 1, b: 2 }, ...limit, run];
  if (name === 'retry') return [2, run];
  const once = (): Any => { let asked = 0; return (...args) => setImmediate(args.at(-1) as Any, null, asked++ < (name === 'until' ? 0 : 1)); };
  const until = (): Any => { let asked = 0; return (...args) => setImmediate(args.at(-1) as Any, null, asked++ > 0); };
  if (name === 'whilst') return [once(), run];
  if (name === 'until') return [until(), run];
  if (name === 'doWhilst') return [run, gives(false)];
  if (name === 'doUntil') return [run, gives(true)];
  return [['b', 'a'], ...limit, run];
}

const settled = (run: (done: Any) => void): Promise<unknown[]> => new Promise((resolve) => run((...args: unknown[]) => resolve(args)));

const awaited = Object.entries(asyncLib.functions).filter(([, { stays }]) => stays === undefined);

describe.each(awaited)('async.%s', (name, entry) => {
  const fn = library[name]!;

  it('takes as many arguments as the table says', () => expect(given(name, gives(1)).length).toBe(entry.takes));

  it('gives its callback no error, and one value or none', async () => {
    const [error, ...values] = await settled((done) => fn(...given(name, gives(1)), done));
    if (!entry.noError) expect(error).toBe(null);
    expect(Boolean(error)).toBe(false);
    expect(values.length).toBeLessThanOrEqual(entry.values ?? 1);
  });

  it('gives a promise of the same, without the callback and promisified', async () => {
    const [, value] = await settled((done) => fn(...given(name, gives(1)), done));
    expect(await fn(...given(name, gives(1)))).toEqual(value);
    expect(await promisify(fn)(...given(name, gives(1)))).toEqual(value);
  });

  it('fails alike, and tells what it had only where the table says so', async () => {
    const [error, ...values] = await settled((done) => fn(...given(name, fails), done));
    expect(error).toBe(FAILURE);
    expect(values.some((value) => value !== undefined)).toBe(entry.partial === true);
    await expect(fn(...given(name, fails))).rejects.toBe(FAILURE);
    await expect(promisify(fn)(...given(name, fails))).rejects.toBe(FAILURE);
  });

  it('gives several values only where the table says so', async () => {
    const two: Any = (...args) => setImmediate(args.at(-1) as Any, null, 1, 2);
    const values = await settled((done) => fn(...given(name, two), done));
    expect(values.length > 2).toBe(entry.several === true);
    const promised = await promisify(fn)(...given(name, two));
    expect(promised).toEqual(values[1]);
  });

  it('is a file of its own', () => {
    expect(typeof require(`async/${name}`)).toBe('function');
    expect(asyncLibFiles.some(({ specifiers }) => specifiers.includes(`async/${name}`))).toBe(true);
    expect(errorFirst(`async.${name}`)).toMatchObject({ module: 'async', path: name });
    expect(errorFirst(`async/${name}`)).toMatchObject({ path: '' });
  });
});

it('knows every function of the library, or leaves it out on purpose', () => {
  // they run nothing that is waited for
  const others = ['apply', 'constant', 'default', 'dir', 'log', 'nextTick', 'setImmediate', 'allLimit'];
  expect(Object.keys(library).filter((name) => !asyncLib.functions[name] && !others.includes(name))).toEqual([]);
  const gone = ['during', 'doDuring', 'iterator', 'unmemoize', 'wrapSync'];
  expect(Object.keys(asyncLib.functions).filter((name) => !library[name] && !gone.includes(name))).toEqual([]);
});

describe.each(awaited.filter(([, { takesAsync }]) => takesAsync))('async.%s with async functions', (name) => {
  const fn = library[name]!;
  const last = (args: unknown[]): unknown => args.at(-1);

  it('gives what it gives with functions that call back', async () => {
    const asked = given(name, gives(1)).map((each) => asynchronous(each));
    expect(await fn(...asked)).toEqual(await fn(...given(name, gives(1))));
    expect(last(asked)).toBeDefined();
  });

  it('fails with the same error', async () => {
    await expect(fn(...given(name, fails).map((each) => asynchronous(each)))).rejects.toBe(FAILURE);
  });

  it('makes an Error of what is none', async () => {
    const plain: Any = (...args) => setImmediate(args.at(-1) as Any, 'plain');
    const error = await fn(...given(name, plain).map((each) => asynchronous(each))).then(() => undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
  });
});

/** The same with async functions in place of those that call back. */
function asynchronous(value: unknown): unknown {
  if (typeof value === 'function') return async (...args: unknown[]) => promisify(value as Any)(...args);
  if (Array.isArray(value)) return value.map(asynchronous);
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asynchronous(each)])) : value;
}

describe('written without the library', () => {
  const late = (events: string[], name: string, ms: number, error?: Error): Any => (...args) => {
    events.push(`start ${name}`);
    setTimeout(() => {
      events.push(`end ${name}`);
      (args.at(-1) as Any)(error ?? null, name);
    }, ms);
  };
  const noted = async (run: (events: string[]) => Promise<unknown>): Promise<unknown[]> => {
    const events: string[] = [];
    const outcome = await run(events).then((value) => ['value', value], (error: unknown) => ['error', error]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    return [...events, ...outcome];
  };

  it.each([undefined, new Error('second')])('parallel is Promise.all: the others go on, the first error counts (%s)', async (error) => {
    const tasks = (events: string[]): Any[] => [late(events, 'slow', 40), late(events, 'quick', 5, error), late(events, 'later', 20, error && new Error('third'))];
    expect(await noted((events) => Promise.all(tasks(events).map((task) => promisify(task)())))).toEqual(await noted((events) => library['parallel']!(tasks(events))));
  });

  it.each([undefined, new Error('second')])('map is Promise.all of map (%s)', async (error) => {
    const task = (events: string[]): Any => (ms: number, done: Any) => late(events, String(ms), ms, ms === 5 ? error : undefined)(done);
    expect(await noted((events) => Promise.all([30, 5, 15].map((ms) => promisify(task(events))(ms))))).toEqual(await noted((events) => library['map']!([30, 5, 15], task(events))));
  });

  it.each([undefined, new Error('second')])('eachSeries is a loop that stops at the first error (%s)', async (error) => {
    const task = (events: string[]): Any => (ms: number, done: Any) => late(events, String(ms), ms, ms === 5 ? error : undefined)(done);
    const loop = async (events: string[]): Promise<void> => { for (const ms of [10, 5, 15]) await promisify(task(events))(ms); };
    expect(await noted(loop)).toEqual(await noted((events) => library['eachSeries']!([10, 5, 15], task(events))));
    const none: Any = (done: Any) => library['eachSeries']!([], fails, done);
    expect((await settled((done) => none(done)))[0]).toBe(null);
  });
});

it('tells which packages run functions', () => {
  expect(['async', 'async.parallel', 'async/each', 'async-es.map'].every(isControlFlow)).toBe(true);
  expect(['fs.readFile', 'asyncify', 'async_hooks.x'].some(isControlFlow)).toBe(false);
});
