// What a CPU profile proposes to have done in worker threads.
import type { ProfiledFunction } from './cpu-profile.ts';
import type { MigrationPlan, SiteOutcome } from './plan.ts';

/** What became of a function that holds the event loop. */
export type CandidateVerdict =
  /** all calls of it, or some, can be done in a worker */
  | 'offload'
  /** none can, for the reason in `why` */
  | 'refused'
  /** no call was seen to take as long as a round trip */
  | 'not-worth'
  /** nobody calls it by a name that could be seen */
  | 'no-calls'
  /** it has no name by which it could be given */
  | 'unnamed'
  /** it is the body of a module, which runs once */
  | 'module';

export interface Candidate extends ProfiledFunction {
  readonly verdict: CandidateVerdict;
  /** What --offload takes; undefined when its name does not lead to it. */
  readonly given?: string;
  /** Reason code, and a sentence. */
  readonly why?: { readonly code?: string; readonly message: string };
  /** What most of its time is spent in, when that has an asynchronous twin, which needs no worker. */
  readonly twinned?: string;
  readonly calls: readonly SiteOutcome[];
}

export interface CandidateReport {
  readonly profile: { readonly file: string; readonly totalMs: number; readonly idleMs: number; readonly samples: number; readonly sampleMs: number };
  /** Of a worker on this machine. */
  readonly roundTripMs: number;
  /** Most time first. */
  readonly candidates: readonly Candidate[];
  /** Other functions of the program, which took less. */
  readonly smaller: number;
  readonly plan: MigrationPlan;
}
