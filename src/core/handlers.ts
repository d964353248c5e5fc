// What a framework does with the functions that are registered with it: when it calls them, and where their errors go.

/**
 * What a parameter of a handler is; `downstream` calls the next handler and gives a promise of its end, `reply` answers as a response does, and has
 * one; `instance` is the framework's object `app`.
 */
export type HandlerRole = 'error' | 'request' | 'response' | 'next' | 'downstream' | 'context' | 'reply' | 'instance' | 'other';

/** One kind of handler of a framework. */
export interface HandlerKind {
  /** What it is called with; the first list, or the one with an error in front that has as many parameters as the function declares. */
  readonly takes: readonly (readonly HandlerRole[])[];
  /**
   * Where an error goes that it throws:
   * - `next`: the framework calls `next(error)`
   * - `promise`: into a promise of the framework, just as what a promise rejects with
   * - `process`: nobody catches it
   * - `run`: out of the call that runs it, `program.parse()`
   */
  readonly thrown: 'next' | 'promise' | 'process' | 'run';
  /** From this version on (`major.minor`) what a promise rejects with goes where a thrown error goes; never when absent. */
  readonly awaitedSince?: string;
  /** The response goes out when the handler is done, and not when it says so. */
  readonly endsWithPromise?: true;
  /** It says by `next` that it is done, and is not taken when it is an async function: only its body may wait. */
  readonly neverAsync?: true;
  /** What it gives is the answer. One that gives undefined answers by itself, which a promise of undefined does not say: that of the response does. */
  readonly givesAnswer?: true;
  /** The next call may come while the one before still waits: an async one could overlap itself. */
  readonly overlaps?: true;
  /** It is run once, by a call that is not to wait: nothing may come after that one. */
  readonly runsLast?: true;
  /** It just gets the object that it is registered with; it is registered for what it does at once. */
  readonly staysSync?: true;
}

/** Functions of an object, by property: the kind of one, or what is in the object there. `''` is the kind of what is a function itself. */
export interface HandlerProperties { readonly [property: string]: string | HandlerProperties }

/** What a function or method of a framework does: it registers handlers, or gives an object that does. */
export interface Registration {
  /** The kind of the functions among its arguments, in lists as well, from this argument on, and before that one. */
  readonly handlers?: { readonly kind: string; readonly from: number; readonly before?: number };
  /** Their kind by what the argument before them says: `addHook('onSend', …)`. Others are not known. */
  readonly events?: Readonly<Record<string, string>>;
  /** Handlers in objects among its arguments. */
  readonly properties?: HandlerProperties;
  /** It calls all handlers that are registered with objects of its kind, before it returns. */
  readonly runs?: Runs;
  /** Arguments that it needs for that: with fewer it does something else. */
  readonly least?: number;
  /** The object that it gives, by its name in `objects`. Nothing is known of it when absent. */
  readonly gives?: string;
  /** It gives its first argument. */
  readonly passes?: true;
}

/** A call that runs handlers, and its form that waits for them. */
export interface Runs {
  readonly kinds: readonly string[];
  /** The method that waits for them; it does so itself when absent. */
  readonly waits?: string;
  readonly since: string;
}

/** A framework. */
export interface HandlerModule {
  /** Names that load it; the first one is the package whose version counts. */
  readonly specifiers: readonly string[];
  readonly kinds: Readonly<Record<string, HandlerKind>>;
  /** What its objects can, by the name of the object and of the method; '' is the module, its method '' the module itself, and '.name' what the module has under that name. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, Registration>>>>;
}

/** How a handler becomes async where a promise does not say what its framework must know: `try { … } catch (error) { next(error); }`. */
export interface HandlerBody {
  /** The parameter that an error is handed to; the error is thrown outside of all promises where it is absent. */
  readonly next?: string;
  /** Names of parameters that are added for it. */
  readonly adds: readonly string[];
  /** The parameter by which it ends and which is taken out: its promise says that it is done. Its body stays as it is. */
  readonly drops?: string;
}
