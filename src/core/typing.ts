// What the type checker can be asked about the program: plain questions and answers, so that nobody else sees its objects.
import type { FileId, Span } from './source.ts';

/** A function or a call, by where it stands in the original text. */
export interface Place {
  readonly file: FileId;
  readonly span: Span;
}

/** `place` as a key for maps. */
export const placeKey = ({ file, span }: Place): string => `${file}:${span.start}-${span.end}`;

/** The key of the version beside the function at `place`, which can be refused alone. */
export const versionKey = (place: Place): string => `version ${placeKey(place)}`;

/**
 * How a type follows a function that becomes async.
 * - promise: `T` becomes `Promise<T>`
 * - maybe: `void` becomes `void | Promise<void>`, so that those who need not wait stay as they are
 * - awaited: `ReturnType<typeof f>` becomes `Awaited<ReturnType<typeof f>>`
 */
export type RetypeForm = 'promise' | 'maybe' | 'awaited';

/** A type in the source that says what a function returns. */
export interface TypePlace extends Place {
  readonly form: RetypeForm;
  /** Subject in words a person knows: `Loader.load`. */
  readonly name: string;
}

/** What is bound to one function by types: all of it becomes asynchronous, or none. */
export interface Contract {
  /** Functions that the same type describes, that one left out. */
  readonly functions: readonly Place[];
  /** Types to change, none of them an annotation that a function of the contract has itself. */
  readonly types: readonly TypePlace[];
  /** A type that can't follow, so nothing may change. */
  readonly refused?: { readonly at: Place; readonly to: string };
}

/** 'mixed': yes, but it may also call something that gives a promise already, so that an await would change what is seen. */
export type Answer = 'yes' | 'no' | 'unknown' | 'mixed';

/** The checker, asked only about what value flow leaves open. Loads nothing before the first question. */
export interface Typing {
  /** What is bound to the function at `fn`; undefined when no type says so. `exportPaths`: names by which its module exports it. */
  contractOf(fn: Place, exportPaths: readonly (readonly string[])[]): Contract | undefined;
  /** Whether the call at `call` may call the function at `fn`. */
  mayCall(call: Place, fn: Place): Answer;
  /** Those of `calls` that may call the function at `fn`, by the types they have; the same list again costs nothing. */
  callersAmong(calls: readonly Place[], fn: Place): readonly { readonly call: number; readonly isMixed: boolean }[];
  /** Whether the receiver of the method call at `call` is always an array. */
  receiverIsArray(call: Place): Answer;
  /** Whether the call at `call` always gives a promise of the language: of some value, or of nothing. */
  promiseOf(call: Place): 'value' | 'nothing' | 'no' | 'unknown';
}
