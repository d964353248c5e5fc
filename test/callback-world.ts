// Runs a module with error-first calls in a world of stubs, once for each way in which they can fail, and writes down all that can be seen.
import { createRequire } from 'node:module';
import { callbackify } from 'node:util';
import { alone, searchDifference, turn, type Sight } from './failure-search.ts';

const installed = createRequire(import.meta.url);

type Callback = (error: Error | null, ...values: unknown[]) => void;

const shown = (value: unknown): string => (value instanceof Error ? `Error(${value.message})` : typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));

/** How a call may fail: with an error of one kind or another; a coin falls on its other side. */
const WAYS = ['EIO', 'ENOENT'] as const;

class CallbackWorld {
  readonly events: string[] = [];
  readonly points: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly settling: (() => void)[] = [];
  private readonly fails: ReadonlySet<string>;
  private dead = false;

  constructor(fails: ReadonlySet<string>) {
    this.fails = fails;
  }

  note(event: string): void {
    if (!this.dead) this.events.push(event);
  }

  /** An error that nobody caught: the process ends. */
  crash(error: unknown): void {
    this.note(`crash ${shown(error)}`);
    this.dead = true;
  }

  private point(words: readonly unknown[], ways: readonly string[]): { readonly name: string; readonly way: string | undefined } {
    const key = words.map(shown).join(' ');
    const n = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, n);
    const name = n === 1 ? key : `${key} #${n}`;
    if (!this.dead) for (const way of ways) this.points.push(`${name}!${way}`);
    return { name, way: ways.find((each) => this.fails.has(`${name}!${each}`)) };
  }

  private start(call: string, words: readonly unknown[], done: Callback): void {
    const { name, way } = this.point([call, ...words], WAYS);
    this.note(name);
    this.settling.push(() => {
      this.note(`${name} ${way ?? 'is done'}`);
      if (way !== undefined) done(Object.assign(new Error(name), { code: way }));
      else if (call === 'drop') done(null);
      else if (call === 'pair') done(null, 'left', 'right');
      else done(null, `<${words.map(shown).join(' ')}>`);
    });
  }

  /** `read` gives a value, `drop` none, `pair` two, `there` whether it is there; the same as promises. */
  readonly api = {
    callbackify,
    there: (name: unknown, done: (exists: boolean) => void): void => this.start('there', [name], (error) => done(!error)),
    pair: (...words: unknown[]): void => this.start('pair', words.slice(0, -1), words.at(-1) as Callback),
    read: (...words: unknown[]): void => this.start('read', words.slice(0, -1), words.at(-1) as Callback),
    drop: (...words: unknown[]): void => this.start('drop', words.slice(0, -1), words.at(-1) as Callback),
    promises: {
      there: (name: unknown): Promise<unknown> => new Promise((resolve) => this.start('there', [name], (error) => resolve(!error))),
      pair: (...words: unknown[]): Promise<unknown> => new Promise((resolve, reject) => this.start('pair', words, (error, left, right) => (error ? reject(error) : resolve({ left, right })))),
      read: (...words: unknown[]): Promise<unknown> => new Promise((resolve, reject) => this.start('read', words, (error, value) => (error ? reject(error) : resolve(value)))),
      drop: (...words: unknown[]): Promise<unknown> => new Promise((resolve, reject) => this.start('drop', words, (error, value) => (error ? reject(error) : resolve(value)))),
    },
  };

  /** The same under the names that the module `fs` has for them. */
  readonly fs = { readFile: this.api.read, unlink: this.api.drop, promises: { readFile: this.api.promises.read, unlink: this.api.promises.drop } };

  readonly coin = (name: string): boolean => this.point(['coin', name], ['tails']).way === undefined;

  readonly log = (...words: unknown[]): void => this.note(`log ${words.map(shown).join(' ')}`);

  /** Lets calls come back one by one until nothing is left to happen. */
  async drain(lastFirst: boolean): Promise<void> {
    for (let idle = 0; idle < 3 && !this.dead;) {
      await turn();
      const next = lastFirst ? this.settling.pop() : this.settling.shift();
      try {
        next?.();
      } catch (error) {
        this.crash(error);
      }
      idle = next ? 0 : idle + 1;
    }
    await turn();
  }
}

/** Calls the `main` that `text` exports. @param lastFirst of what is under way, the last one comes back first */
export async function watch(text: string, fails: ReadonlySet<string>, lastFirst = false): Promise<Sight> {
  const world = new CallbackWorld(fails);
  await alone(['unhandledRejection', 'uncaughtException'], (error) => world.crash(error), async () => {
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'api', 'coin', 'console', 'require', text)(module, world.api, world.coin, { log: world.log }, (specifier: string) => (specifier === 'fs' ? world.fs : installed(specifier)));
    try {
      (module.exports['main'] as (arg: string) => unknown).call({ own: 'this' }, 'arg');
      world.note('main is back');
    } catch (error) {
      world.crash(error);
    }
    await world.drain(lastFirst);
  });
  return { events: world.events, points: world.points };
}

/** Runs both texts with every failure that the original meets. @returns the first difference in words, and how many runs there were */
export async function compareWorlds(before: string, after: string, most = 60): Promise<{ readonly difference: string | undefined; readonly runs: number }> {
  // what was started last comes back first in every other run
  const { difference, runs } = await searchDifference(before, after, most, (text, fails, run) => watch(text, fails, run % 2 === 0));
  return { difference: difference && `${difference.fails.join(', ')} fails\n--- before\n${difference.before.join('\n')}\n--- after\n${difference.after.join('\n')}`, runs };
}
