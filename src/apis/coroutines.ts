// Data: functions that run a generator as a coroutine, by package and member path, and what they do with what it yields.

/** What becomes of a generator function that is handed over. */
export type RunnerKind =
  /** a function that starts the coroutine each time it is called */
  | 'wrap'
  /** the coroutine starts at once, its promise is the result; further arguments are its own */
  | 'run'
  /** it starts at once, and an error that nobody catches is thrown outside of any promise */
  | 'spawn';

export interface Runner {
  /** What a report calls it. */
  readonly api: string;
  readonly kind: RunnerKind;
  /** What it does with a yielded value: waits for promises in arrays and objects too, for promises alone, for anything as `await` does. */
  readonly waitsFor: 'structures' | 'promises' | 'anything';
  /** Its promise is one of its own, with methods that a native one has not. */
  readonly ownPromise: boolean;
}

const CO = { waitsFor: 'structures', ownPromise: false } as const;
const BLUEBIRD = { waitsFor: 'promises', ownPromise: true } as const;
const Q = { waitsFor: 'anything', ownPromise: true } as const;
const run: Runner = { api: 'co', kind: 'run', ...CO };

const RUNNERS: Readonly<Record<string, Readonly<Record<string, Runner>>>> = {
  co: { '': run, co: run, default: run, wrap: { api: 'co.wrap', kind: 'wrap', ...CO } },
  bluebird: { coroutine: { api: 'bluebird.coroutine', kind: 'wrap', ...BLUEBIRD } },
  q: { async: { api: 'Q.async', kind: 'wrap', ...Q }, spawn: { api: 'Q.spawn', kind: 'spawn', ...Q } },
};

/** The runner at `path` (`coroutine`) of a package. */
export const runnerAt = (specifier: string, path: string): Runner | undefined => (Object.hasOwn(RUNNERS, specifier) && Object.hasOwn(RUNNERS[specifier]!, path) ? RUNNERS[specifier]![path] : undefined);

/** What koa 1 does with `app.use(function* …)`: its next middleware is a generator, too. */
export const KOA: Runner = { api: 'koa.use', kind: 'wrap', waitsFor: 'structures', ownPromise: false };

/** Cheap: whether a text may load one of these packages. */
export const mayLoadRunner = (text: string): boolean => /['"](?:co|bluebird|q|koa)['"]/.test(text) && /function\s*\*/.test(text);
