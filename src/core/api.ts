// The shape of the API catalogue: how a synchronous function of a package maps to its asynchronous twin.
import type { ReasonCode } from './plan.ts';

/** How the twin is reached from the module that the synchronous function came from. */
export type TwinForm =
  /** `to` names a member path of the same module that returns a promise: `promises.readFile`, `readJson` */
  | 'member'
  /** `to` names a member of the same module that takes an error-first callback: wrapped in `util.promisify` */
  | 'promisify';

/** What must hold of an argument of options: it is an object literal (or left out) with these keys. */
export interface OptionsRule {
  /** Index of the argument. */
  readonly at: number;
  /** No other keys. */
  readonly only?: readonly string[];
  /** None of these. */
  readonly without?: readonly string[];
  /** All of these; then it cannot be left out. */
  readonly needs?: readonly string[];
}

/** One synchronous function with a faithful asynchronous twin. */
export interface ApiTwin {
  readonly to: string;
  readonly form?: TwinForm;
  /** Named adapter in src/rewrite/adapters, where arguments or results differ. */
  readonly adapter?: string;
  /** Lowest Node version that has the twin, `major.minor`. */
  readonly minNode?: string;
  /** The twin does the same only with options that are written out in the call, or left out. */
  readonly options?: OptionsRule;
  /** What the synchronous function returns, when the flow analysis can use it. */
  readonly returns?: 'array' | 'string' | 'boolean' | 'number' | 'fd' | 'buffer' | 'undefined' | 'object';
}

/** One synchronous function that has no faithful twin. */
export interface ApiRefusal {
  readonly refuse: ReasonCode;
  readonly why: string;
}

export type ApiEntry = ApiTwin | ApiRefusal;

/** Versions of a package, `major.minor`: the first one, and the first one of which nothing is known any more. */
export interface Versions {
  readonly from: string;
  readonly before: string;
}

/** The catalogue of one package. Keys of `functions` are member paths: `readFileSync`, `realpathSync.native`; '' is the package itself. */
export interface ApiModule {
  /** The versions that it is about; all when absent. */
  readonly versions?: Versions;
  /** Specifiers that load it: `fs`, `node:fs`. */
  readonly specifiers: readonly string[];
  /** Member paths that are the same module again: `default`. */
  readonly selves?: readonly string[];
  readonly functions: Readonly<Record<string, ApiEntry>>;
  /**
   * Methods of objects that a function of this module returns: `opendirSync()` -> `readSync`.
   * Keys are `<factory>().<method>`; the factory may be the sync function or its twin.
   */
  readonly methods?: Readonly<Record<string, ApiEntry>>;
}

export const isRefusal = (entry: ApiEntry): entry is ApiRefusal => 'refuse' in entry;

/** What a library does with a function that it is handed. */
export type CallbackUse =
  /** calls it and awaits what it gives, before anything that depends on it; a rejection is to it what a throw is */
  | 'awaited'
  /** calls it at most once, never before it returns itself, and ignores what it gives */
  | 'once'
  /** gives back a function that calls it and remembers what it gives; what it throws is not remembered, a rejection would be */
  | 'remembered'
  /** does not call it */
  | 'uncalled';

/** What one function of a library does with functions among its arguments; what no rule says stays unknown. */
export interface CallbackRule {
  readonly use: CallbackUse;
  /** Index of the argument; -1 is the last one. */
  readonly argument: number;
  /** The functions are properties of that argument, or of the objects in it when it is an array. */
  readonly properties?: readonly string[];
  /** Other arguments may hold no option but these: they would change what is said here. */
  readonly options?: readonly string[];
  /** Not so in a program that calls this member of the package. */
  readonly unless?: string;
}

/** What a package does with callbacks. Keys of `functions` are member paths, '' for the package itself. */
export interface CallbackModule {
  readonly specifiers: readonly string[];
  readonly functions: Readonly<Record<string, readonly CallbackRule[]>>;
}

/** A function whose last argument is called once, later: `callback(error)` or `callback(null, value, …)`. */
export interface ErrorFirst {
  /** The value may be left out: the callback gets one argument or two. */
  readonly sometimes?: true;
  /** Arguments that it needs before the callback: a call with fewer has none. */
  readonly takes: number;
  /** Member path that gives a promise (`promises.readFile`), or that `util.promisify` is applied to. */
  readonly to: string;
  /**
   * `omit`: it gives a promise itself where the callback is left out. `bound`: a method, promisified with what it is read off.
   * `resolve`: the call stays as it is, in a promise that its callback resolves.
   */
  readonly form: TwinForm | 'omit' | 'bound' | 'resolve';
  /** The callback is the first argument, and not the last one. */
  readonly leads?: true;
  /** With more arguments it does something else. */
  readonly most?: number;
  /** Its callback gets no error. */
  readonly bare?: true;
  /** It is awaited only between other calls: it does nothing that takes time but wait. */
  readonly aside?: true;
  /** Argument 0 may be a file descriptor: then it is `util.promisify` of the function itself. */
  readonly fd?: true;
  /** On success its callback gets nothing. */
  readonly values?: 0;
  /** Several success values: the names they have in what the twin resolves to. */
  readonly fields?: readonly string[];
  /** Further success values: the properties of the first one that they are, which are none where it failed. */
  readonly beside?: readonly string[];
  /** On failure they are properties of the error. */
  readonly onError?: true;
  /** With this option there is one value, and no object. */
  readonly plainWith?: string;
  /** With options it may behave otherwise, in ways that are not told apart. */
  readonly plain?: true;
  /** It gives its callback further values, which a promise has not. */
  readonly more?: true;
  /** It returns something besides: a process, a stream. */
  readonly handle?: true;
  /** Without an error its callback gets `undefined` in its place, and not `null`; or whatever other functions give. */
  readonly noError?: 'undefined' | 'any';
  /** Its callback has no error: it gets a boolean, and the twin resolves where that is true. */
  readonly existence?: true;
  /** It gives its callback values together with an error, and a promise has none of them. */
  readonly partial?: true;
  /** It calls other functions, which may call back at once, and so may it. */
  readonly runs?: Running;
  /** Its callback gets as many values as one of those functions gives. */
  readonly several?: true;
  /** Before this major version its callback had no error. */
  readonly since?: number;
  /** It takes async functions in place of those that call back (from `AsyncTakers.since` on). */
  readonly takesAsync?: true;
  /** How it is written without the library. */
  readonly native?: NativeForm;
  /** There is no await for it: why it stays. */
  readonly stays?: string;
  /** It may call back before it returns. */
  readonly atOnce?: true;
  /** Goes after the call that gives a promise: `.promise()`. */
  readonly suffix?: string;
  /** Argument 0 may be an object with methods of its own, and then it gives no promise. */
  readonly submits?: true;
}

/**
 * Statements and expressions that do what a library does with the functions it runs:
 * - `all`: `Promise.all([…])` of tasks; `map`: of what an array's `map` gives
 * - `loop`: `for (const x of list)`
 * - `sequence`: one task after the other; `waterfall`: each with what the one before gave
 */
export type NativeForm = 'all' | 'map' | 'loop' | 'sequence' | 'waterfall';

/** The functions that a library calls for us: a list in argument 0, or one in another argument; `each`: for what is in argument 0. */
export interface Running {
  readonly at: number;
  readonly how: 'together' | 'in turn' | 'each' | 'again' | 'perhaps';
  /** It may be over before all functions have called back, and without an error. */
  readonly early?: true;
  /** The next function is called when the one before has called back. */
  readonly serial?: true;
}

/** The functions of a package that take an error-first callback. Keys of `functions` are member paths, '' for the package itself. */
export interface ErrorFirstModule {
  readonly specifiers: readonly string[];
  readonly selves?: readonly string[];
  /** From this major version of the package on, its functions give a promise where the callback is left out. */
  readonly promisesSince?: number;
  /** In these versions a function of form `omit` gives a promise where its callback is left out; in others, and where no version is known, it is `bound`. */
  readonly promises?: Versions;
  /**
   * Objects that functions give, by the name that stands before their methods in `functions`: `createPool()` gives a `Pool()`.
   * What such a function hands its own callback after the error is in `hands`.
   */
  readonly gives?: Readonly<Record<string, string>>;
  readonly hands?: Readonly<Record<string, readonly string[]>>;
  /** A name `*` in `functions` stands for all methods but these. */
  readonly except?: readonly string[];
  readonly functions: Readonly<Record<string, ErrorFirst>>;
}
