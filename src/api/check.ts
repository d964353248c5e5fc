// The ratchet: compares the blocking calls of a repository with those that are known. New ones fail, gone ones are taken out.
import type { FileId } from '../core/source.ts';
import { identityOf, type CallIdentity } from '../preview/call-key.ts';
import { positionsIn } from '../preview/positions.ts';
import { baselineOf, keyOfCall, type Baseline, type KnownCalls } from './baseline.ts';
import type { Planned } from './planned.ts';

/** A blocking call that the baseline does not know. */
export interface NewCall extends CallIdentity {
  readonly file: FileId;
  readonly line: number;
  readonly column: number;
  /** unblock can make it wait. */
  readonly canMigrate: boolean;
  /** Why it cannot. */
  readonly message: string | undefined;
}

/** Calls that the baseline knows, and that are not there any more. */
export interface GoneCalls extends KnownCalls {
  readonly file: FileId;
}

export interface Checked {
  readonly new: readonly NewCall[];
  readonly gone: readonly GoneCalls[];
  /** How many calls are there that the baseline knows. */
  readonly known: number;
}

export interface CheckOptions {
  /** Calls in tests count, too. Default: no, they block nobody. */
  readonly tests?: boolean;
  /** Files whose calls are compared. Default: all. What the baseline says of others stays. */
  readonly inScope?: (file: FileId) => boolean;
}

/** Compares. A file that could not be handled is not compared: nobody knows what stands in it. */
export function check(planned: Planned, baseline: Baseline, options: CheckOptions = {}): Checked {
  const { current, isCompared } = callsOf(planned, options);
  const fresh: NewCall[] = [];
  let known = 0;
  for (const [file, calls] of current) {
    const counts = new Map((Object.hasOwn(baseline.calls, file) ? baseline.calls[file]! : []).map((call) => [keyOfCall(call), call.count]));
    for (const call of calls) {
      const left = counts.get(keyOfCall(call)) ?? 0;
      counts.set(keyOfCall(call), left - 1);
      if (left > 0) known++;
      else fresh.push(call);
    }
  }
  const gone = Object.entries(baseline.calls).flatMap(([file, calls]) => {
    if (!isCompared(file)) return [];
    const there = tally(current.get(file) ?? []);
    return calls.flatMap((call): GoneCalls[] => {
      const missing = call.count - (there.get(keyOfCall(call))?.count ?? 0);
      return missing > 0 ? [{ file, ...call, count: missing }] : [];
    });
  });
  return { new: fresh, gone, known };
}

/** The baseline that knows exactly the calls that are there. */
export function updated(planned: Planned, baseline: Baseline, options: CheckOptions = {}): Baseline {
  return changed(planned, baseline, options, (there) => [...tally(there).values()]);
}

/** The baseline without calls that are gone; new ones are not let in. */
export function pruned(planned: Planned, baseline: Baseline, options: CheckOptions = {}): Baseline {
  return changed(planned, baseline, options, (there, known) => {
    const counts = tally(there);
    return known.flatMap((call) => {
      const count = Math.min(call.count, counts.get(keyOfCall(call))?.count ?? 0);
      return count > 0 ? [{ ...call, count }] : [];
    });
  });
}

function changed(planned: Planned, baseline: Baseline, options: CheckOptions, next: (there: readonly NewCall[], known: readonly KnownCalls[]) => readonly KnownCalls[]): Baseline {
  const { current, isCompared } = callsOf(planned, options);
  const files = new Map<string, readonly KnownCalls[]>(Object.entries(baseline.calls));
  for (const file of new Set([...files.keys(), ...current.keys()])) if (isCompared(file)) files.set(file, next(current.get(file) ?? [], files.get(file) ?? []));
  return baselineOf(files);
}

function callsOf({ plan, repo }: Planned, { tests = false, inScope = () => true }: CheckOptions): { current: Map<FileId, NewCall[]>; isCompared: (file: FileId) => boolean } {
  const sources = new Map(repo.files.map((file) => [file.id, file]));
  const unknown = new Set(plan.problems.map(({ file }) => file));
  const isCompared = (file: FileId): boolean => inScope(file) && !unknown.has(file) && (tests || sources.get(file)?.role !== 'test');
  const current = new Map<FileId, NewCall[]>();
  const positions = new Map<FileId, ReturnType<typeof positionsIn>>();
  for (const site of plan.sites) {
    const { file, span, outcome, message } = site;
    if (!isCompared(file)) continue;
    let at = positions.get(file);
    if (!at) positions.set(file, (at = positionsIn(sources.get(file)?.text ?? '')));
    const call = { file, ...at(span.start), ...identityOf(site, sources), canMigrate: outcome === 'migrated' || outcome === 'twinned', message };
    const calls = current.get(file);
    if (calls) calls.push(call);
    else current.set(file, [call]);
  }
  return { current, isCompared };
}

function tally(calls: readonly CallIdentity[]): Map<string, KnownCalls> {
  const counts = new Map<string, KnownCalls>();
  for (const { api, within, text } of calls) {
    const key = keyOfCall({ api, within, text });
    counts.set(key, { api, within, text, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return counts;
}
