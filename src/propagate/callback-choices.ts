// Functions whose callbacks become await, with their calls, and why others stay: what the fixpoint of callbacks chooses from.
import type { NativeForm } from '../core/api.ts';
import type { Answer, CallbackBody, CallbackCall } from '../core/callbacks.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { Fn, Site } from '../resolve/linked.ts';
import type { ErrorFirstCall } from './callback-calls.ts';

/** One call that is awaited in place of taking a callback. */
export interface Flattened {
  readonly call: CallbackCall;
  readonly site: Site;
  /** It is of a function of the tables. */
  readonly api?: ErrorFirstCall;
  /** It is of functions that deliver. */
  readonly callees: readonly Fn[];
  /** How it is written without the library that it is of. */
  readonly native?: NativeForm;
  /** How many values these give. */
  readonly several: number;
  /** These keep their callback: what is called is promisified where it is called. */
  readonly promisified?: true;
}

/** A function that becomes async, with all calls that it waits for. */
export interface Chosen {
  readonly fn: Fn;
  readonly body: CallbackBody;
  readonly calls: readonly Flattened[];
  /** The call of a library that runs it. */
  readonly runBy?: Site;
  /** What the callback of one that is callbackified gets. */
  readonly answer?: Answer;
}

/** Why a call stays. `beside`: another call, which holds it back. */
export interface Staying {
  readonly code: ReasonCode;
  readonly file: number;
  readonly at: number;
  readonly to?: string;
  /** What the sentence is about, when it is not the call. */
  readonly name?: string;
  readonly beside?: Site;
}

/** Those that deliver, by their number. */
export const deliveringOf = (chosen: readonly Chosen[]): Map<number, Chosen> => new Map(chosen.filter(({ body }) => body.role === 'delivers').map((each) => [each.fn.id, each]));

/** Functions that neither wait for anything but timers nor have to do with one that does. @param isRun a library runs it, which waits */
export function idle(chosen: readonly Chosen[], isRun: (fn: Fn) => boolean): Chosen[] {
  const busy = new Set(chosen.filter(({ fn, calls }) => isRun(fn) || calls.some(({ api }) => api && !api.known.entry.aside)).map(({ fn }) => fn));
  for (let size = -1; size < busy.size; ) {
    size = busy.size;
    for (const { fn, calls } of chosen) {
      const callees = calls.flatMap((call) => call.callees);
      if (busy.has(fn)) for (const callee of callees) busy.add(callee);
      else if (callees.some((callee) => busy.has(callee))) busy.add(fn);
    }
  }
  return chosen.filter(({ fn }) => !busy.has(fn));
}
