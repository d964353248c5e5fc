// The same random inputs for a function and for its bridge: results and errors must be equal.
import { inspect, isDeepStrictEqual } from 'node:util';

type Compute = (input: unknown) => unknown;

export interface Compared {
  readonly all: number;
  readonly same: number;
  readonly errors: number;
  readonly inWorker: number;
  readonly here: number;
}

const AT_ONCE = 50;

/** @throws Error that shows the first input for which they differ */
export async function comparedResults(direct: { readonly valueAtRisk: Compute }, bridge: { readonly valueAtRiskInWorker: (input: unknown) => Promise<unknown>; readonly counts: { readonly inWorker: number; readonly here: number }; close(): Promise<void> }, count: number): Promise<Compared> {
  const random = uniform(20_261_122);
  let same = 0;
  let errors = 0;
  for (let done = 0; done < count; done += AT_ONCE) {
    const inputs = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => portfolio(random));
    const here = inputs.map((input) => ended(() => direct.valueAtRisk(input)));
    const there = await Promise.all(inputs.map((input) => bridge.valueAtRiskInWorker(input).then((value) => ({ value }), (error: unknown) => failure(error))));
    for (const [index, expected] of here.entries()) {
      if (!isDeepStrictEqual(there[index], expected)) throw new Error(`${inspect(inputs[index])} gives ${inspect(expected)} here and ${inspect(there[index])} in a worker`);
      same++;
      if ('thrown' in expected) errors++;
    }
  }
  await bridge.close();
  return { all: count, same, errors, ...bridge.counts };
}

function ended(compute: () => unknown): object {
  try {
    return { value: compute() };
  } catch (error) {
    return failure(error);
  }
}

/** The stack differs below the function itself. */
const failure = (error: unknown): { thrown: unknown[] } => ({ thrown: [(error as Error).constructor.name, { ...(error as Error) }, (error as Error).message, (error as Error).name] });

function portfolio(random: () => number): unknown {
  if (random() < 0.05) return { seed: 1, walks: random() < 0.5 ? -1 : 'many', positions: random() < 0.5 ? null : [], note: String(random()) };
  const positions = Array.from({ length: Math.floor(random() * 5) }, () => ({ amount: random() * 1e6 - 5e5, volatility: random() < 0.1 ? Number.NaN : random() }));
  return { seed: Math.floor(random() * 2 ** 32), walks: 1 + Math.floor(random() * 40), positions };
}

/** mulberry32 */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
