// The array, string and promise functions of src/rewrite/runtime, run beside the synchronous originals.
import fc from 'fast-check';
import { parse } from '@babel/parser';
import { describe, expect, it } from 'vitest';
import type { Style } from '../src/core/style.ts';
import { runtimeFunction, runtimeNames } from '../src/rewrite/runtime/index.ts';

const prettierStyle: Style = { eol: '\n', indent: '  ', quote: "'", semicolons: true };
const ownNames = Object.fromEntries(runtimeNames.map((name) => [name, name]));

const sourceOf = (name: string, lang: 'js' | 'ts', style: Style = prettierStyle, refs = {}, as = name): string =>
  runtimeFunction(name).source({ lang, style, name: as, refs: { ...ownNames, ...Object.fromEntries(runtimeFunction(name).requires.map(({ member }) => [member, member])), ...Object.fromEntries(runtimeFunction(name).packages.map(({ local }) => [local, local])), ...refs } });

/** The runtime function as a migrated file would have it. */
const load = (name: string): ((...args: any[]) => any) => new Function(`${sourceOf(name, 'js')}\nreturn ${name};`)();

type Outcome = { value: unknown } | { error: unknown };

function outcome(run: () => unknown): Outcome {
  try {
    return { value: run() };
  } catch (error) {
    return { error: String(error) };
  }
}

async function asyncOutcome(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Arrays with holes and undefined elements; elements repeat so that searches hit. */
const sparse = fc.array(fc.oneof(fc.constant('hole'), fc.constant(undefined), fc.nat(5)), { maxLength: 8 }).map((cells) => {
  const array: unknown[] = new Array(cells.length);
  cells.forEach((cell, index) => {
    if (cell !== 'hole') array[index] = cell;
  });
  return array;
});

/** What the callback does at each call: its answer, and what it does to the array. */
const script = fc.array(
  fc.record({
    answer: fc.oneof(fc.boolean(), fc.nat(3), fc.constant(undefined), fc.array(fc.nat(3), { maxLength: 2 }), sparse),
    act: fc.constantFrom('none', 'none', 'none', 'push', 'pop', 'delete', 'set', 'truncate', 'throw'),
  }),
  { maxLength: 8 },
);

type Script = { answer: unknown; act: string }[];

/** A callback that follows `steps` and writes down every call; two made from the same steps behave alike. */
function scripted(steps: Script, array: unknown[], log: unknown[]): (this: unknown, ...args: unknown[]) => unknown {
  let calls = 0;
  return function (this: unknown, ...args: unknown[]) {
    log.push([this, ...args.map((arg) => (arg === array ? 'the array' : Array.isArray(arg) ? [...arg] : arg))]);
    const step = steps[calls++];
    if (step === undefined) return false;
    if (step.act === 'push') array.push('pushed');
    else if (step.act === 'pop') array.pop();
    else if (step.act === 'delete') delete array[calls];
    else if (step.act === 'set') array[calls + 1] = 'set';
    else if (step.act === 'truncate') array.length = 1;
    else if (step.act === 'throw') throw new Error(`call ${calls}`);
    return step.answer;
  };
}

const arrayMethods = [
  'forEach', 'map', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every', 'flatMap',
] as const;

const sameCells = (a: unknown, b: unknown): void => {
  expect(a).toStrictEqual(b);
  if (Array.isArray(a) && Array.isArray(b)) expect(Object.keys(a)).toEqual(Object.keys(b));
};

describe('array functions do what Array.prototype does', () => {
  it.each(arrayMethods)('%s', async (method) => {
    const migrated = load(`${method}Async`);
    await fc.assert(
      fc.asyncProperty(sparse, script, fc.constantFrom(undefined, { self: 1 }), async (array, steps, thisArg) => {
        const [before, after] = [array.slice(), array.slice()];
        const [syncLog, asyncLog]: unknown[][] = [[], []];
        const sync = scripted(steps, before, syncLog as unknown[]);
        const async_ = scripted(steps, after, asyncLog as unknown[]);
        const expected = outcome(() => (before as any)[method](sync, thisArg));
        const actual = await asyncOutcome(() =>
          migrated(after, async function (this: unknown, ...args: unknown[]) {
            await undefined;
            return async_.apply(this, args);
          }, thisArg),
        );
        expect(asyncLog).toStrictEqual(syncLog);
        expect(actual).toStrictEqual(expected);
        if ('value' in actual && 'value' in expected) sameCells(actual.value, expected.value);
        sameCells(after, before);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['reduce', 'reduceRight'] as const)('%s', async (method) => {
    const migrated = load(`${method}Async`);
    await fc.assert(
      fc.asyncProperty(sparse, script, fc.constantFrom([], [undefined], [0], ['start']), async (array, steps, initial) => {
        const [before, after] = [array.slice(), array.slice()];
        const [syncLog, asyncLog]: unknown[][] = [[], []];
        const sync = scripted(steps, before, syncLog as unknown[]);
        const async_ = scripted(steps, after, asyncLog as unknown[]);
        const expected = outcome(() => (before as any)[method](sync, ...initial));
        const actual = await asyncOutcome(() =>
          migrated(after, async function (this: unknown, ...args: unknown[]) {
            await undefined;
            return async_.apply(this, args);
          }, ...initial),
        );
        expect(asyncLog).toStrictEqual(syncLog);
        expect(actual).toStrictEqual(expected);
        sameCells(after, before);
      }),
      { numRuns: 150 },
    );
  });

  it('reduce of nothing is a TypeError', async () => {
    const message = (outcome(() => ([] as any).reduce(() => 0)) as { error: string }).error;
    expect(await asyncOutcome(() => load('reduceAsync')([], async () => 0))).toEqual({ error: message });
    expect(await asyncOutcome(() => load('reduceRightAsync')([], async () => 0))).toEqual({ error: message });
  });

  it('arrayFrom', async () => {
    const migrated = load('arrayFromAsync');
    const sources: (() => any)[] = [
      () => [1, , 3], () => new Set([1, 2]), () => new Map([[1, 2]]), () => 'a\u{1F600}b', () => ({ length: 3 }),
      () => ({ length: 2, 0: 'x', 1: 'y' }), () => ({ length: '2' }), () => ({}), () => 5, () => null, () => undefined,
      () => new Uint8Array([1, 2]), () => new Map([[1, 2]]).keys(),
    ];
    for (const source of sources) {
      const logs: unknown[][] = [[], []];
      const callback = (log: unknown[]) => function (this: unknown, ...args: unknown[]) { log.push([this, ...args]); return args[0]; };
      const self = { self: 1 };
      const expected = outcome(() => Array.from(source(), callback(logs[0] as unknown[]) as any, self));
      const actual = await asyncOutcome(() => migrated(source(), callback(logs[1] as unknown[]), self));
      expect('value' in actual ? actual : 'TypeError').toStrictEqual('value' in expected ? expected : 'TypeError');
      expect(logs[1]).toStrictEqual(logs[0]);
    }
  });

  it('arrayFrom closes an iterator whose callback throws, and interleaves', async () => {
    const trace = async (map: (items: Iterable<number>, callback: (n: number) => unknown) => unknown): Promise<string[]> => {
      const log: string[] = [];
      function* numbers() { try { for (const n of [1, 2, 3]) { log.push(`next ${n}`); yield n; } } finally { log.push('closed'); } }
      try {
        await map(numbers(), (n) => { log.push(`map ${n}`); if (n === 2) throw new Error('stop'); return n; });
      } catch { log.push('thrown'); }
      return log;
    };
    const migrated = load('arrayFromAsync');
    expect(await trace((items, callback) => migrated(items, async (n: number) => callback(n)))).toEqual(
      await trace((items, callback) => Array.from(items, callback)),
    );
  });

  it('forEach of Map and Set, also while they grow', async () => {
    const migrated = load('forEachEntryAsync');
    for (const make of [() => new Map<any, any>([['a', 1], ['b', 2]]), () => new Set<any>(['a', 'b'])]) {
      const logs: unknown[][] = [[], []];
      const grow = (log: unknown[], collection: any) => function (this: unknown, value: unknown, key: unknown, whole: unknown) {
        log.push([this, value, key, whole === collection]);
        if (log.length < 4) collection instanceof Map ? collection.set(`k${log.length}`, log.length) : collection.add(log.length);
      };
      const [before, after] = [make(), make()];
      const self = { self: 1 };
      (before as any).forEach(grow(logs[0] as unknown[], before), self);
      await migrated(after, grow(logs[1] as unknown[], after), self);
      expect(logs[1]).toStrictEqual(logs[0]);
    }
  });

  it('runs one callback at a time', async () => {
    for (const name of ['forEachAsync', 'mapAsync', 'filterAsync', 'flatMapAsync', 'everyAsync', 'arrayFromAsync', 'reduceAsync']) {
      let running = 0;
      await load(name)([1, 2, 3], async () => {
        expect(++running).toBe(1);
        await new Promise(setImmediate);
        running--;
        return true;
      });
    }
  });
});

describe('replace functions do what String.prototype does', () => {
  const patterns = fc.oneof(
    fc.constantFrom('a', 'b', '', 'ab', '$&'),
    fc.tuple(fc.constantFrom('a', '(a)(b)?', '(?<x>b)', '', 'a|b', '^', '(?:)', 'b$', '(?<y>a)|(?<z>b)'), fc.constantFrom('', 'g', 'y', 'gy', 'i', 'gi', 'u', 'gu', 's')).map(
      ([source, flags]) => new RegExp(source, flags),
    ),
  );
  const answers = fc.array(fc.oneof(fc.constantFrom('', 'X', '$1', '$&'), fc.nat(9), fc.constant(undefined), fc.constant(null)), { maxLength: 4 });

  it.each(['replace', 'replaceAll'] as const)('%s', async (method) => {
    const migrated = load(`${method}Async`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', '\u{1F600}'), { maxLength: 7 }), patterns, answers, fc.nat(2), async (chars, pattern, replies, lastIndex) => {
        const text = chars.join('');
        const copies = [0, 1].map(() => (typeof pattern === 'string' ? pattern : new RegExp(pattern)));
        copies.forEach((copy) => typeof copy !== 'string' && (copy.lastIndex = lastIndex));
        const logs: unknown[][] = [[], []];
        const replacer = (log: unknown[]) => (...args: unknown[]) => {
          log.push(args);
          return replies[log.length - 1];
        };
        const expected = outcome(() => (text as any)[method](copies[0], replacer(logs[0] as unknown[])));
        const actual = await asyncOutcome(() => migrated(text, copies[1], async (...args: unknown[]) => replacer(logs[1] as unknown[])(...args)));
        expect(actual).toEqual(expected);
        expect(logs[1]).toEqual(logs[0]);
        if (typeof copies[0] === 'object' && typeof copies[1] === 'object') expect(copies[1].lastIndex).toBe(copies[0].lastIndex);
      }),
      { numRuns: 300 },
    );
  });
});

describe('settled', () => {
  it('returns the value or throws the error', async () => {
    const settled = load('settled');
    expect((await settled(async () => 3))()).toBe(3);
    const error = new Error('no');
    expect(await settled(async () => { throw error; })).toThrow(error);
    expect(await settled(() => { throw error; })).toThrow(error);
  });
});

describe('source', () => {
  const styles: Style[] = [
    prettierStyle,
    { eol: '\r\n', indent: '\t', quote: '"', semicolons: false },
    { eol: '\n', indent: '    ', quote: "'", semicolons: false },
  ];

  it.each(runtimeNames.flatMap((name) => styles.map((style): [string, Style] => [name, style])))('%s follows %o', (name, style) => {
    const strip = (key: string, value: unknown): unknown =>
      ['start', 'end', 'loc', 'extra', 'comments', 'leadingComments', 'trailingComments', 'innerComments', 'tokens', 'errors'].includes(key) ? undefined : value;
    const tree = (text: string, plugins: 'typescript'[]): string => JSON.stringify(parse(text, { plugins }).program, strip);
    for (const lang of ['js', 'ts'] as const) {
      const text = sourceOf(name, lang, style);
      const plugins: 'typescript'[] = lang === 'ts' ? ['typescript'] : [];
      expect(tree(text, plugins)).toBe(tree(sourceOf(name, lang), plugins));
      expect(text).not.toMatch(/[‹›«»]/);
      if (style.eol === '\r\n') expect(text.replace(/\r\n/g, '')).not.toMatch(/\n/);
      else expect(text).not.toMatch(/\r/);
      expect(text).not.toMatch(style.indent === '\t' ? /^ /m : /\t/);
      const code = text.replace(/\/\/.*/g, '').replace(/`[^`]*`/g, '');
      expect(code).not.toMatch(style.quote === '"' ? /'/ : /"/);
      if (!style.semicolons) expect(code).not.toMatch(/;\r?$/m);
      expect(text).toBe(text.trim());
    }
  });

  it('is short, and plain enough for Node 10', () => {
    for (const name of runtimeNames) {
      const text = sourceOf(name, 'js');
      expect(text).not.toMatch(/\?\.|\?\?|\bcatch \{/);
      expect(text.split('\n').length).toBeLessThan(50);
    }
  });

  it('takes the names of the file, and does not hide them', () => {
    const text = sourceOf('spawnAsync', 'js', prettierStyle, { spawn: 'running.spawn' }, 'spawnAsync2');
    expect(text).toContain('async function spawnAsync2(');
    expect(text).toContain('return spawnAsync2(command, [], args)');
    expect(text).toContain('const running_ = running.spawn(command');
    expect(sourceOf('execAsync', 'js', prettierStyle, { execFileAsync: 'execFileAsync1' })).toContain('execFileAsync1(command');
  });
});
