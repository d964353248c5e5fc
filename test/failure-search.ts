// Runs two texts in the same world, without a failure, with each failure, and with further ones on the paths that these open, until they differ.

/** What one run showed. */
export interface Sight {
  /** All that can be seen, in order. */
  readonly events: readonly string[];
  /** Calls that could have failed. */
  readonly points: readonly string[];
}

/** A difference: what failed, and what was seen then. */
export interface Difference {
  readonly fails: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * @param watch runs a text in which the calls named by `fails` fail; `run` counts from 1
 * @param most runs of each text
 * @returns the first difference, and how many runs there were
 */
export async function searchDifference(before: string, after: string, most: number, watch: (text: string, fails: ReadonlySet<string>, run: number) => Promise<Sight>): Promise<{ readonly difference: Difference | undefined; readonly runs: number }> {
  const queue: string[][] = [[]];
  const known = new Set(['']);
  let runs = 0;
  for (let next = queue.shift(); next && runs < most; next = queue.shift()) {
    runs++;
    const fails = new Set(next);
    const original = await watch(before, fails, runs);
    const migrated = await watch(after, fails, runs);
    if (original.events.join('\n') !== migrated.events.join('\n')) return { difference: { fails: next, before: original.events, after: migrated.events }, runs };
    for (const point of new Set(original.points)) {
      const more = [...new Set([...next, point])].sort();
      if (known.has(more.join('\n'))) continue;
      known.add(more.join('\n'));
      queue.push(more);
    }
  }
  return { difference: undefined, runs };
}

type Unwatched = 'unhandledRejection' | 'uncaughtException';

/** Gives `events` of this process to `handler` alone while `body` runs: the test runner would call them failures. */
export async function alone<Result>(events: readonly Unwatched[], handler: (error: unknown) => void, body: () => Promise<Result>): Promise<Result> {
  // the emitter's own overloads tell apart what the listeners take
  const emitter: NodeJS.EventEmitter = process;
  const others = events.map((event) => [event, emitter.listeners(event) as ((...args: unknown[]) => void)[]] as const);
  for (const event of events) emitter.removeAllListeners(event).on(event, handler);
  try {
    return await body();
  } finally {
    for (const [event, listeners] of others) {
      emitter.removeAllListeners(event);
      for (const listener of listeners) emitter.on(event, listener);
    }
  }
}

/** Lets everything run that is ready. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
