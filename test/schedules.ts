// A deterministic scheduler for small programs: nothing they wait for happens until it says so, and it tries one order after the other.
import path from 'node:path';
import util from 'node:util';
import { memoryDisk, type Disk } from './memory-disk.ts';

/** What a run of a program came to: results, errors, printed lines, files. As text, so that two can be compared. */
export type Outcome = string;

/** Something that the program waits for; it happens when it is chosen. */
interface Pending {
  readonly label: string;
  readonly happen: () => void;
  /** Set for timers: they are due in this order, and only when nothing else is left. */
  readonly due?: number;
}

/** One run of one program: its pending operations, and its modules. */
export class World {
  private pending: Pending[] = [];
  private now = 0;
  readonly printed: string[] = [];
  readonly disk: Disk;
  /** The labels of what happened, in order. */
  readonly trace: string[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    this.disk = memoryDisk(files, (label, perform) => this.operation(label, perform));
  }

  /** A promise for what `perform` gives when it is this operation's turn. */
  operation<T>(label: string, perform: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.pending.push({ label, happen: () => { try { resolve(perform()); } catch (error) { reject(error as Error); } } });
    });
  }

  timer(callback: () => void, ms = 0): void {
    this.pending.push({ label: `timer ${ms}`, happen: callback, due: this.now + ms });
  }

  private choices(): Pending[] {
    const operations = this.pending.filter(({ due }) => due === undefined);
    if (operations.length > 0) return operations;
    const [first] = [...this.pending].sort((a, b) => a.due! - b.due!);
    return first ? [first] : [];
  }

  /** Lets everything happen. @param choose which of `n` operations is next; asked where there are several */
  async settle(choose: (n: number) => number): Promise<void> {
    for (let steps = 0; ; steps++) {
      // all that can run without an operation runs
      await new Promise((resolve) => setImmediate(resolve));
      const choices = this.choices();
      if (choices.length === 0) return;
      if (steps > 500) throw new Error('the program does not end');
      const next = choices[choices.length > 1 ? choose(choices.length) : 0]!;
      this.pending = this.pending.filter((each) => each !== next);
      this.now = next.due ?? this.now;
      this.trace.push(next.label);
      next.happen();
    }
  }

  /** What a CommonJS text exports, run against this world. */
  load(text: string): unknown {
    const module: { exports: unknown } = { exports: {} };
    const print = (...values: unknown[]): void => void this.printed.push(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' '));
    const process = { pid: 1, platform: 'linux', on: () => process, env: {}, cwd: () => '/', getActiveResourcesInfo: () => [] };
    const given = {
      module, exports: module.exports, require: (name: string) => this.module(name), __dirname: '/', process,
      console: { log: print, error: print, warn: print },
      setTimeout: (callback: () => void, ms?: number) => { this.timer(callback, ms); return { unref: () => {} }; },
      setImmediate: (callback: () => void) => this.timer(callback, 0), clearTimeout: () => {},
    };
    new Function(...Object.keys(given), `${text}\n`)(...Object.values(given));
    return module.exports;
  }

  private module(name: string): unknown {
    switch (name.replace(/^node:/, '')) {
      case 'fs': return this.disk.fs;
      case 'fs/promises': return this.disk.fs['promises'];
      case 'path': return path;
      case 'util': return util;
      case 'os': return { tmpdir: () => '/tmp', EOL: '\n' };
      case 'timers/promises': return { setTimeout: (ms: number, value: unknown) => new Promise((resolve) => this.timer(() => resolve(value), ms)) };
      default: throw new Error(`no module ${name} in this world`);
    }
  }
}

/** All outcomes of `run`, by trying one schedule after the other, depth first. At most `limit` of them. */
export async function explore(run: (choose: (n: number) => number) => Promise<Outcome>, limit = 300): Promise<{ readonly outcomes: ReadonlySet<Outcome>; readonly schedules: number; readonly isComplete: boolean }> {
  const outcomes = new Set<Outcome>();
  let prefix: { chosen: number; of: number }[] = [];
  for (let schedules = 1; ; schedules++) {
    const taken: { chosen: number; of: number }[] = [];
    outcomes.add(await run((of) => {
      const chosen = prefix[taken.length]?.chosen ?? 0;
      taken.push({ chosen, of });
      return chosen;
    }));
    while (taken.length > 0 && taken.at(-1)!.chosen + 1 >= taken.at(-1)!.of) taken.pop();
    if (taken.length === 0 || schedules >= limit) return { outcomes, schedules, isComplete: taken.length === 0 };
    prefix = [...taken.slice(0, -1), { ...taken.at(-1)!, chosen: taken.at(-1)!.chosen + 1 }];
  }
}

const ended = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
const failed = (error: unknown): string => `failed: ${(error as Error).message}`;

/**
 * All calls begun in one go, one after the other; then everything happens as `choose` says.
 * @param calls expressions in which the exports of the module are names: `buy('ann')`
 */
export async function runCalls(text: string, calls: readonly string[], files: Readonly<Record<string, string>>, choose: (n: number) => number): Promise<Outcome> {
  const world = new World(files);
  const module = world.load(text) as Record<string, unknown> & { readonly state?: () => unknown };
  const results: string[] = calls.map(() => 'not ended');
  for (const [index, call] of calls.entries()) {
    try {
      const value: unknown = new Function('module', `with (module) return ${call};`)(module);
      if (value instanceof Promise) value.then((given) => { results[index] = ended(given); }, (error: unknown) => { results[index] = failed(error); });
      else results[index] = ended(value);
    } catch (error) {
      results[index] = failed(error);
    }
  }
  await world.settle(choose);
  return JSON.stringify({ results, state: module.state?.(), files: world.disk.contents(), printed: world.printed });
}

/** A program, from its start to its end. */
export async function runProgram(text: string, files: Readonly<Record<string, string>>, choose: (n: number) => number): Promise<Outcome> {
  const world = new World(files);
  world.load(text);
  await world.settle(choose);
  return world.printed.join('\n');
}
