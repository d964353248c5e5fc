// `unblock bench-offload`: what having a worker thread do something costs here, and whether one function is worth it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isWorthIt, type MeasuredFunction, type RoundTrip } from '../measure/round-trip.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';

export interface BenchOffload {
  readonly roundTrip: RoundTrip;
  /** Of the function that was asked for. */
  readonly measured?: MeasuredFunction & { readonly fn: string; readonly isWorthIt: boolean };
}

/** @throws Failure 'usage' when the function cannot be called */
export async function benchOffload({ engine, terminal, progress, targets }: Context, { fn, args }: Extract<Task, { command: 'bench-offload' }>): Promise<Outcome> {
  const asked = fn === undefined ? undefined : { ...functionOf(targets.root, fn), args: argumentsOf(args!) };
  progress.at('measure');
  const { roundTrip, measured } = await measuring();
  const { through, startMs, roundTripMs, busyMs, perMb } = roundTrip;
  terminal.say([
    `a round trip to a worker takes ${roundTripMs} ms here and holds the main thread for ${busyMs} ms of it; the first one ${startMs} ms, because a thread is started`,
    `each megabyte there and back adds ${perMb.bytes} ms as bytes, ${perMb.text} ms as text, ${perMb.objects} ms as plain objects`,
    ...(through === 'worker' ? ['piscina is not installed here: this is a bare worker, and a pool takes a little more'] : []),
  ]);
  if (!measured) return { status: 'ok', exitCode: EXIT.done, benchOffload: { roundTrip } };
  const { callMs, calls, inWorkerMs, staysHere } = measured;
  const isWorth = isWorthIt(roundTrip, measured);
  const verdict = staysHere ? 'it stays in the main thread: what it is given or gives cannot cross to a worker' : isWorth ? 'worth it, where others wait meanwhile' : 'not worth it';
  terminal.say([`${fn}: a call takes ${callMs} ms (median of ${calls}), by way of a worker ${inWorkerMs} ms: ${verdict}`]);
  return { status: 'ok', exitCode: EXIT.done, benchOffload: { roundTrip, measured: { ...measured, fn: fn!, isWorthIt: isWorth } } };

  async function measuring(): ReturnType<typeof engine.measureRoundTrip> {
    try {
      return await engine.measureRoundTrip(targets.root, asked);
    } catch (error) {
      if (fn === undefined) throw error;
      throw usage(`${fn} could not be measured: ${String((error as Error).message).split('\n')[0]}`);
    }
  }
}

function functionOf(root: string, given: string): { file: string; exported: string } {
  const match = /^(.+):([A-Za-z_$][\w$]*)$/.exec(given);
  if (!match) throw usage(`'${given}' names no function: write it as lib/risk.js:valueAtRisk`);
  const [, name, exported] = match as unknown as [string, string, string];
  const file = path.resolve(root, name);
  if (!existsSync(file)) throw usage(`there is no file ${name} under ${root}`);
  if (/\.[cm]?tsx?$/.test(name)) throw usage(`${name} is TypeScript: name the file that it is compiled to`);
  return { file, exported };
}

function argumentsOf(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value;
  } catch {
    // said below
  }
  throw usage(`--args takes a JSON list, for example '[[1, 2], "text"]', not ${json}`);
}
