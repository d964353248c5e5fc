// Cancellation as plain data: where signals come from, and what a decision says about how one is handed on.
import { durationOf } from './deadlines.ts';

/** Where the signal of a root comes from: its callers, a client that goes away, SIGINT and SIGTERM, a deadline of each of its calls. */
export type RootKind = 'callers' | 'requests' | 'process' | 'job';

/** What `--cancel` names: a function, or every request handler that is found. */
export type CancelRoot =
  | { readonly kind: 'requests' }
  | { readonly kind: 'callers' | 'process'; readonly file: string; readonly name: string }
  | { readonly kind: 'job'; readonly file: string; readonly name: string; readonly ms: number };

/** What `src/load.js:load`, `process:bin/cli.js:main`, `job:src/nightly.js:run=10m` or `requests` says; undefined for everything else. */
export function cancelRootOf(given: string): CancelRoot | undefined {
  if (given === 'requests') return { kind: 'requests' };
  const [, jobFile, job, time = ''] = /^job:(.+):([\w$]+)=(\S+)$/.exec(given) ?? [];
  if (jobFile !== undefined && job !== undefined) {
    const ms = durationOf(time);
    return ms === undefined ? undefined : { kind: 'job', file: jobFile.replace(/^\.\//, ''), name: job, ms };
  }
  const [, prefix, file, name] = /^(process:)?(.+):([\w$]+)$/.exec(given) ?? [];
  return file === undefined || name === undefined ? undefined : { kind: prefix === undefined ? 'callers' : 'process', file: file.replace(/^\.\//, ''), name };
}

/** How a function takes its signal: a parameter behind the others, or a property more of its destructured options. */
export type SignalForm = 'append' | 'pattern';

/** What a decision with the verdict `cancel` or `pass-signal` says to the rewriter; `name` is the variable that holds the signal. */
export type SignalData =
  | { readonly kind: 'operation' | 'loop' | 'catch'; readonly name: string }
  /** A request handler, with the name of its response. */
  | { readonly kind: 'request'; readonly name: string; readonly response: string }
  /** The call that begins the program. */
  | { readonly kind: 'process'; readonly name: string; readonly index: number; readonly form: SignalForm }
  | { readonly kind: 'parameter'; readonly name: string; readonly form: SignalForm }
  | { readonly kind: 'argument'; readonly name: string; readonly form: SignalForm; readonly index: number };
