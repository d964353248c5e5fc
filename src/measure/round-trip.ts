// What it costs on this machine to have a worker thread do something: the way there and back, and each megabyte that goes along.
import { performance } from 'node:perf_hooks';
import { workerCalls, type Asked, type WorkerCalls } from './worker-calls.ts';

/** Times in milliseconds; medians. */
export interface RoundTrip {
  /** `worker`: piscina is not installed, and what was measured is a worker without a pool. */
  readonly through: WorkerCalls['through'];
  /** Until the first answer: a thread is started. */
  readonly startMs: number;
  /** A small value there and back. */
  readonly roundTripMs: number;
  /** Of that, what holds the main thread. */
  readonly busyMs: number;
  /** What a megabyte adds, there and back: of bytes, of text, of plain objects. */
  readonly perMb: { readonly bytes: number; readonly text: number; readonly objects: number };
}

/** A function that was called for it. */
export interface MeasuredFunction {
  /** One call, without a round trip. */
  readonly callMs: number;
  readonly calls: number;
  /** One call by way of a worker. */
  readonly inWorkerMs: number;
  /** Its values cannot cross to a worker: it is done in the main thread. */
  readonly staysHere: boolean;
}

/** Whether work away from the main thread beats what it takes to get there. */
export const isWorthIt = ({ roundTripMs }: Pick<RoundTrip, 'roundTripMs'>, { callMs, inWorkerMs, staysHere }: Pick<MeasuredFunction, 'callMs' | 'inWorkerMs' | 'staysHere'>): boolean => !staysHere && callMs > roundTripMs && callMs > inWorkerMs - callMs;

const MB = 1_000_000;

/** The least that a round trip takes: without a pool, so that nothing of the repository is loaded. */
export async function leastRoundTripMs(): Promise<number> {
  const worker = await workerCalls(undefined);
  try {
    await repeated(() => worker.echo(0), 100);
    return figure(median(await repeated(() => worker.echo(0), 150)));
  } finally {
    await worker.close();
  }
}

/** @param asked a function of the repository and what it is called with: its module is loaded, and it is run */
export async function measureRoundTrip(root: string, asked?: Asked & { readonly args: readonly unknown[] }): Promise<{ readonly roundTrip: RoundTrip; readonly measured?: MeasuredFunction }> {
  const begun = performance.now();
  const worker = await workerCalls(root, asked);
  try {
    await worker.echo(0);
    const startMs = performance.now() - begun;
    await repeated(() => worker.echo(0), 150);
    const before = performance.eventLoopUtilization();
    const times = await repeated(() => worker.echo(0), 300);
    const { active } = performance.eventLoopUtilization(before);
    const roundTripMs = median(times);
    const per = async (value: unknown, mb: number): Promise<number> => Math.max(0, median(await repeated(() => worker.echo(value), 150, 40)) - roundTripMs) / mb;
    const objects = Array.from({ length: 10_000 }, (_, i) => ({ id: i, name: `name of ${i}`, isOpen: i % 2 === 0, tags: ['one', 'two'] }));
    const perMb = { bytes: figure(await per(Buffer.alloc(4 * MB, 1), 4)), text: figure(await per('x'.repeat(MB), 1)), objects: figure(await per(objects, JSON.stringify(objects).length / MB)) };
    const roundTrip: RoundTrip = { through: worker.through, startMs: figure(startMs), roundTripMs: figure(roundTripMs), busyMs: figure(Math.min(roundTripMs, active / times.length)), perMb };
    return { roundTrip, ...(asked && { measured: await measuredFunction(worker, asked.args) }) };
  } finally {
    await worker.close();
  }
}

async function measuredFunction(worker: WorkerCalls, args: readonly unknown[]): Promise<MeasuredFunction> {
  const times = await worker.timed(args);
  const before = worker.here();
  const inWorker = await repeated(() => worker.task(...args), 400);
  return { callMs: figure(median(times)), calls: times.length, inWorkerMs: figure(median(inWorker)), staysHere: worker.here() > before };
}

/** What each call took, one after the other, for so long; at least three, at most so many. */
async function repeated(call: () => Promise<unknown>, forMs: number, most = 5000): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + forMs;
  while (times.length < 3 || (performance.now() < end && times.length < most)) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }
  return times;
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

/** Two digits: no more of it would be the same the next time. */
export const figure = (ms: number): number => Number(ms.toPrecision(2));
