// What is found in a function with error-first calls: calls to await, calls of its own callback, where they stand.
import type { CallbackRole, CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import type { CallbackFunction } from './callback-handlers.ts';
import type { Counting, JoinShape } from './callback-joins.ts';
import type { LoopShape, Rounds } from './callback-loops.ts';
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
  /** All of them, where there are more. */
  readonly values: readonly Node[];
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
  /** The function that is called with what comes out, where it is not taken apart. */
  readonly handed?: Node;
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

/** Calls side by side, and what comes after all of them. */
export interface Join {
  readonly kind: 'join';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly last: boolean;
  readonly shape: JoinShape;
  /** What is to be rewritten in what runs for each. */
  readonly each: readonly Item[];
  readonly final: Branch;
}

/** One of the calls side by side is done. */
export interface Done {
  readonly kind: 'done';
  readonly node: Node;
  readonly end: number;
  /** What counts. */
  readonly call: Node;
  readonly last: boolean;
  /** What comes after the last one, which is written elsewhere. */
  readonly final: { readonly start: number; readonly end: number };
}

/** A function that calls itself as its last act. */
export interface Loop {
  readonly kind: 'loop';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly last: boolean;
  readonly shape: LoopShape;
  readonly rounds: Rounds;
  readonly body: Branch;
}

/** It calls itself: the next round. */
export interface Again {
  readonly kind: 'again';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  /** The round ends where the statement ends. */
  last: boolean;
  readonly loop: LoopFrame;
}

/** It ends by a call of a function of its own that calls back for it. */
export interface Tail {
  readonly kind: 'tail';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly last: boolean;
  readonly continuation: Node;
}

/** What a list of statements is part of. */
export type Frame = JoinFrame | LoopFrame;

export interface JoinFrame {
  readonly kind: 'join';
  readonly shape: JoinShape;
  readonly counted: Node[];
  /** Where the flag is set that something has failed. */
  readonly sets: Node[];
  final: Counting['final'] | undefined;
}

export interface LoopFrame {
  readonly kind: 'loop';
  readonly shape: LoopShape;
  readonly again: Again[];
  rounds: Rounds | undefined;
}

export type Item = Settle | Step | Unwrapped | Join | Done | Loop | Again | Tail;

export type PartKind = 'loop' | 'each' | 'continuation';

export interface Flow {
  /** The first statement that moves into an async function, where not all of them do. */
  readonly from?: Node;
  readonly items: readonly Item[];
  /** All of them, outer before inner. */
  readonly steps: readonly Step[];
  readonly settles: readonly Settle[];
  /** Calls that keep their callback. */
  readonly left: readonly { readonly call: Node; readonly why: Unfit }[];
  /** Functions that become loops of it, what `Promise.all` waits for, or async functions that it ends by. */
  readonly parts: ReadonlyMap<Node, PartKind>;
  /** Of the last ones: what is to be rewritten in them, and the calls of them. */
  readonly continuations: ReadonlyMap<Node, readonly Item[]>;
  readonly tails: readonly Tail[];
  /** How many values it gives its callback at most. */
  readonly several: number;
  /** A call that the callback is handed to, which gives it another number. */
  readonly mixed: Node | undefined;
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
  readonly frame: Frame | undefined;
  /** Of a statement: where its list stands, and what comes after it there. */
  readonly around: { readonly place: Place; readonly rest: readonly Node[]; readonly before: readonly Node[] } | undefined;
}

export interface Question {
  /** A function, or the program. */
  readonly fn: Node;
  readonly role: CallbackRole;
  /** Statements that stand for themselves, in place of the body of a function. */
  readonly statements?: readonly Node[];
  /** The callback parameter. */
  readonly own: Binding | undefined;
  /** The first statement that is looked at: what stands before it is done as it was, whatever it does with the callback. */
  readonly from?: Node;
  readonly names: NameUses;
  readonly text: string;
  readonly shapeOf: (call: Span) => CallbackShape | undefined;
}
