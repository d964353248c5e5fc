// Runs a module in a world of stubs, once for each way in which they can fail, and writes down all that can be seen.
import ts from 'typescript';
import { alone, searchDifference, turn, type Difference, type Sight } from './failure-search.ts';

/** What the engine says of a mistake names variables and expressions: only its kind counts. */
const said = (text: string): string => text.replace(/(TypeError|ReferenceError)?(: |\()?(?:Cannot (?:destructure|read)|undefined is not|[\w$.]+ is not (?:iterable|a function)|object is not)[^,\])]*(?:\([^)]*\))?[^,\])]*/g, 'an error of the engine');

const shown = (value: unknown): string => said(value instanceof Error ? `${value.name}(${value.message})` : typeof value === 'function' ? 'a function' : typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));

/** One world: every stub call is a point at which it can fail; `fails` says where it does. */
class World {
  readonly events: string[] = [];
  readonly points: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly settling: (() => void)[] = [];
  private readonly fails: ReadonlySet<string>;

  constructor(fails: ReadonlySet<string>) {
    this.fails = fails;
  }

  private point(words: readonly unknown[]): { readonly name: string; readonly fails: boolean } {
    const key = words.map(shown).join(' ');
    const n = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, n);
    const name = n === 1 ? key : `${key} #${n}`;
    this.points.push(name);
    return { name, fails: this.fails.has(name) };
  }

  /** A promise that settles in a turn of its own. */
  readonly step = (...words: unknown[]): Promise<string> => {
    const { name, fails } = this.point(['step', ...words]);
    this.events.push(name);
    return new Promise((resolve, reject) => {
      this.settling.push(() => {
        this.events.push(`${name} ${fails ? 'rejects' : 'resolves'}`);
        if (fails) reject(new Error(name));
        else resolve(`<${words.map(shown).join(' ')}>`);
      });
    });
  };

  /** A call that returns or throws at once. */
  readonly plain = (...words: unknown[]): string => {
    const { name, fails } = this.point(['plain', ...words]);
    this.events.push(name);
    if (fails) throw new Error(name);
    return `[${words.map(shown).join(' ')}]`;
  };

  readonly log = (...words: unknown[]): void => void this.events.push(`log ${words.map(shown).join(' ')}`);

  /** Lets promises settle one by one until nothing is left to happen. */
  async drain(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      await turn();
      const next = this.settling.shift();
      if (next) next();
      idle = next ? 0 : idle + 1;
    }
  }
}

/** Calls every function that `text` exports, with `arg`, and watches. Types are stripped first. */
export async function observe(text: string, fails: ReadonlySet<string>, load: (specifier: string) => unknown = () => Promise): Promise<Sight> {
  const world = new World(fails);
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const module = { exports: {} as Record<string, unknown> };
  await alone(['unhandledRejection'], (reason) => void world.events.push(`unhandled ${shown(reason)}`), async () => {
    new Function('module', 'exports', 'require', 'step', 'plain', 'log', outputText)(module, module.exports, load, world.step, world.plain, world.log);
    for (const [name, entry] of Object.entries(module.exports)) {
      if (typeof entry !== 'function') continue;
      let outcome = 'pending';
      try {
        const result = (entry as (arg: string) => unknown)('arg');
        if (typeof (result as PromiseLike<unknown> | undefined)?.then === 'function') void (result as PromiseLike<unknown>).then((value) => (outcome = `resolves ${shown(value)}`), (error: unknown) => (outcome = `rejects ${shown(error)}`));
        else outcome = `returns ${shown(result)}`;
      } catch (error) {
        // of a function that returns promises it makes no difference to those who wait for it
        outcome = `rejects ${shown(error)}`;
      }
      await world.drain();
      world.events.push(`${name}() ${outcome}`);
    }
  });
  return { events: world.events, points: world.points };
}

/** Runs both texts with every failure that the original meets. @returns the first difference, and how many runs there were */
export const compare = (before: string, after: string, most = 80, load?: (specifier: string) => unknown): Promise<{ readonly difference: Difference | undefined; readonly runs: number }> => searchDifference(before, after, most, (text, fails) => observe(text, fails, load));
