// Error-first callbacks as plain data: which functions wait by them, which of their calls can be awaited, and how that is written.
import type { NativeForm } from './api.ts';
import type { ReasonCode } from './plan.ts';
import type { Span } from './source.ts';

/**
 * What a function with error-first calls does with their results:
 * - `delivers`: it hands them to an error-first callback, its last parameter; the parameter goes, and callers await the function
 * - `test`: the same for the `done` of a test or hook; the runner awaits it
 * - `callbackified`: it delivers, and keeps its parameter for callers that cannot await it: what is in it moves into an async
 *   function, and `util.callbackify` tells the callback
 * - `detached`: nobody is told; whoever calls it does not wait for it
 */
export type CallbackRole = 'delivers' | 'test' | 'callbackified' | 'detached';

/** How many arguments a callback gets where nothing failed; the first one is `null`. */
export type Answer = 0 | 1 | 2;

/** What is known of the function that a call hands its callback to; only error-first calls have one. */
export interface CallbackShape {
  /** The callback gets a boolean and no error (`fs.exists`). */
  readonly existence?: true;
  /** How many values the callback gets after the error, as far as that is known. */
  readonly values?: number;
  /** It gets values, and no error. */
  readonly bare?: true;
  /** Further values are properties of the first one. */
  readonly beside?: true;
  /** It is the first argument of the call. */
  readonly leads?: true;
  /** The call is awaited only where something else is, after it or by it. */
  readonly aside?: true;
  /** It gets further values, which a promise has not: the callback of a function is not handed to it. */
  readonly more?: true;
  /** It is a function of the program that gives its callback these values, and a list of them when it is awaited. */
  readonly several?: true;
  /** It gets the error alone, or `null` and its value: one function of the tables, and no more is known to differ. */
  readonly plain?: true;
  /** The error of a success is `undefined` and not `null` (`stream.finished`), or any of what is no error. */
  readonly noError?: 'undefined' | 'any';
}

/** What a function of the program is to a caller that awaits it. */
export const shapeOfOwn = (several: number): CallbackShape => (several > 1 ? { values: several, several: true } : { values: 1 });

/** A place in the code that speaks against something. */
export interface CallbackObstacle {
  readonly code: ReasonCode;
  readonly at: Span;
  /** Completes the sentence of the code. */
  readonly to?: string;
}

/** One error-first call that is awaited when its function becomes async. */
export interface CallbackCall {
  readonly span: Span;
  /** `parameter`: the callback of the function is handed on. `reference`: another function, which is called with what comes out. */
  readonly handler: 'inline' | 'parameter' | 'named' | 'reference';
  /** How many success values the handler looks at; of a handed callback: 1. */
  readonly values: number;
  /** The handler looks at success values where there was an error (`stdout` of a failed command). */
  readonly readsValuesOnError: boolean;
  /** Nothing is awaited before it: it stands in the function itself. */
  readonly first: boolean;
  /** The function itself returns what the call returns. */
  readonly returned: boolean;
  /** Code after the call runs before its result: it is started first, and awaited after that code. */
  readonly codeAfter: boolean;
  /** Nothing here catches its error, and it is a statement of its own. */
  readonly passes?: boolean;
  /** The same, but code here deals with its error, and no value of it is looked at. */
  readonly tried?: boolean;
}

/** One function in one role. A function may be listed in two roles; one of them is chosen. */
export interface CallbackBody {
  readonly fn: Span;
  readonly role: CallbackRole;
  /** The callback parameter that goes; absent for `detached`. */
  readonly parameter?: { readonly name: string; readonly index: number; /** It is a method of that parameter, which stays. */ readonly method?: string };
  /** All or nothing. */
  readonly calls: readonly CallbackCall[];
  /** Error-first calls of the function itself that keep their callback even so, and why. */
  readonly left: readonly (CallbackObstacle & { readonly call: Span })[];
  /** Some path calls back before anything was waited for. */
  readonly settlesAtOnce: boolean;
  /** It may throw before anything was waited for: callers got that as an exception. */
  readonly throwsAtOnce: boolean;
  /** It may give its callback a value. */
  readonly givesValue: boolean;
  /** Some path gives an error and a value. */
  readonly givesValueOnError: boolean;
  /** Some path gives an error before anything was waited for. */
  readonly failsAtOnce?: boolean;
  /** Of `delivers`, in TypeScript: its types can follow. */
  readonly retypes?: boolean;
  /** Of `test`: it calls back with what may be an error, or hands its callback on. */
  readonly mayFail?: boolean;
  /** Some path gives an error that is no object. */
  readonly throwsPlain?: boolean;
  /** But for errors it ends at the end of its text, and nowhere else. */
  readonly straight?: boolean;
  /** Where nobody wants its values they can be left out. */
  readonly droppable?: boolean;
  /** Its body can be that of a loop. */
  readonly repeatable?: boolean;
  /** How many values it gives its callback at most; more than one become a list. */
  readonly several: number;
  /** Functions inside of it that go into it: they are no functions of their own any more, or part of a `Promise.all`. */
  readonly takes: readonly Span[];
  /** Of `delivers` and `callbackified`: what the callback gets on its own paths; `other`: an error or a value that may be none, several forms. */
  readonly answers?: readonly (Answer | 'named' | 'other')[];
  /** Why it cannot be, whatever the calls turn out to be. */
  readonly obstacle?: CallbackObstacle;
}

/** What one file holds. */
export interface CallbackBodies {
  readonly bodies: readonly CallbackBody[];
  /** Error-first calls that are part of no body: at the top level, or inside of a callback that is kept. */
  readonly stays: readonly (CallbackObstacle & { readonly call: Span })[];
}

/** How the awaited expression of a call is made; its callback argument goes. */
export type Awaited = {
  /** Names of the properties in the order of the callback's values; the value itself when absent. */
  readonly fields?: readonly string[];
  /** The values are the elements of a list. */
  readonly several?: true;
  /** The values after the first one are these properties of it. */
  readonly beside?: readonly string[];
  /** Where it failed, the error has these properties as well (`err.stdout`). */
  readonly onError?: true;
  /** Goes after the call, before it is awaited: `.then(() => true, () => false)`. */
  readonly suffix?: string;
} & (
  /** Other text in place of the callee: `fs.promises.readFile`. */
  | { readonly kind: 'callee'; readonly text: string }
  /** The callee as it is: a function that becomes async itself. */
  | { readonly kind: 'own' }
  /** What the call runs, run without it. */
  | { readonly kind: 'native'; readonly form: NativeForm; readonly at: number }
  /** The call as it is, in a promise that its callback resolves. */
  | { readonly kind: 'resolve' }
);

/** A body that is to be flattened. */
export interface AcceptedBody {
  readonly fn: Span;
  readonly role: CallbackRole;
  /** The function itself stays as it is, because it ends by another callback: what is in it moves into an async function. */
  readonly wrapped?: true;
  /** There is no function any more: its body stands where it was handed to a call. */
  readonly dissolved?: true;
  /** Of `callbackified`. */
  readonly answer?: Answer;
}
