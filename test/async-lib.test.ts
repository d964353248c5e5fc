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

describe.each(Object.entries(asyncLib.functions))('async.%s', (name, entry) => {
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
  const others = ['apply', 'applyEach', 'applyEachSeries', 'asyncify', 'autoInject', 'cargo', 'cargoQueue', 'compose', 'constant', 'default', 'dir', 'doDuring', 'during', 'ensureAsync', 'forever', 'log', 'memoize', 'nextTick', 'priorityQueue', 'queue', 'reflect', 'reflectAll', 'retryable', 'seq', 'setImmediate', 'timeout', 'unmemoize', 'wrapSync', 'allLimit'];
  expect(Object.keys(library).filter((name) => !asyncLib.functions[name] && !others.includes(name))).toEqual([]);
  expect(Object.keys(asyncLib.functions).filter((name) => !library[name])).toEqual([]);
});

it('tells which packages run functions', () => {
  expect(['async', 'async.parallel', 'async/each', 'async-es.map'].every(isControlFlow)).toBe(true);
  expect(['fs.readFile', 'asyncify', 'async_hooks.x'].some(isControlFlow)).toBe(false);
});
