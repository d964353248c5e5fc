// What is found in a function with error-first calls: calls to await, calls of its own callback, where they stand.
import type { CallbackRole, CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import type { CallbackFunction } from './callback-handlers.ts';
import type { ErrorState, Known } from './callback-values.ts';
import type { Branches, Part } from './error-branch.ts';
import type { Binding, NameUses } from './name-uses.ts';
import type { Unfit } from './unfit.ts';
import type { Node } from '../syntax/node.ts';

/** The function's own callback is called: with an error, or a value. */
export interface Settle {
  readonly kind: 'settle';
  /** The statement, or an arrow's expression. */
  readonly node: Node;
  /** With a bare `return` after it. */
  readonly end: number;
  readonly call: Node;
  readonly error: Node | undefined;
  readonly state: ErrorState;
  readonly value: Node | undefined;
  /** The function ends where the statement ends. */
  readonly last: boolean;
}

/** A part of a callback with what is to be rewritten in it. */
export interface Branch extends Part {
  readonly items: readonly Item[];
  /** Control may reach its end; what then? The function ends. */
  readonly open: boolean;
}

/** A call whose result is awaited: its callback, or the function's own one that it is handed. */
export interface Step {
  readonly kind: 'step';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly shape: CallbackShape;
  readonly last: boolean;
  /** Statements that run before there is a result. */
  readonly after: readonly Node[];
  readonly callback: (CallbackFunction & Pick<Branches, 'kind' | 'falls'> & { readonly failure: readonly Branch[]; readonly success: readonly Branch[] }) | undefined;
}

/** A try that only hands its error to the callback: an exception goes there by itself. */
export interface Unwrapped {
  readonly kind: 'unwrapped';
  /** The try statement. */
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly last: boolean;
}

export type Item = Settle | Step | Unwrapped;

export interface Flow {
  readonly items: readonly Item[];
  /** All of them, outer before inner. */
  readonly steps: readonly Step[];
  readonly settles: readonly Settle[];
  /** Calls that keep their callback. */
  readonly left: readonly { readonly call: Node; readonly why: Unfit }[];
}

/** Where a list of statements stands. */
export interface Place {
  readonly items: Item[];
  /** After the list nothing of the function runs. */
  readonly ends: boolean;
  /** The function ends where the text of the list ends. */
  readonly last: boolean;
  /** A `break` ends the list, and with it the function. */
  readonly breaks: boolean;
  /** In a try that would see what is awaited. */
  readonly guarded: boolean;
  readonly known: Known;
  /** Of a statement: where its list stands, and what comes after it there. */
  readonly around: { readonly place: Place; readonly rest: readonly Node[] } | undefined;
}

export interface Question {
  /** A function, or the program. */
  readonly fn: Node;
  readonly role: CallbackRole;
  /** Statements that stand for themselves, in place of the body of a function. */
  readonly statements?: readonly Node[];
  /** The callback parameter. */
  readonly own: Binding | undefined;
  readonly names: NameUses;
  readonly shapeOf: (call: Span) => CallbackShape | undefined;
}
