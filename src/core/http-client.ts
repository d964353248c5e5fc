// A package that sends requests of http, as plain data: what its functions are called, what they are told, what they hand back.

/**
 * What may stand for an option:
 * - `address`: a string or a URL
 * - `method`, `headers`, `auth`: written in the call
 * - `text`: the body, a string or a Buffer for certain
 * - `json`: a switch, or the body
 * - `content`: the body, of any form
 * - `switch`: true or false, written in the call
 * - `off`: nothing but a literal that switches it off; `on`: nothing but `true`
 * - `timeout`: nothing; fetch has another one
 * - `any`: anything
 */
export type OptionRule = 'address' | 'method' | 'headers' | 'auth' | 'text' | 'json' | 'content' | 'switch' | 'off' | 'on' | 'timeout' | 'any';

export interface HttpClient {
  /** Names of the package; the first one is what reports call it. */
  readonly specifiers: readonly string[];
  /** Why none of its calls is migrated; completes a sentence. */
  readonly stays?: string;
  /** A module with the classes of its errors, which the runtime function does not throw. */
  readonly errors?: readonly string[];
  /** Functions that send a request: by path, '' for the package itself, with their method; undefined: the options say it. */
  readonly verbs: Readonly<Record<string, string | undefined>>;
  /** Functions that give a client of its own with options of its own. */
  readonly factories: readonly string[];
  /** What the callback gets; undefined where there is none. */
  readonly callback?: readonly ('error' | 'response' | 'body')[];
  /** It gives a promise: `bluebird`, or something with the methods of a native one; of the body, where no option asks for the response. */
  readonly promise?: { readonly kind: 'native' | 'bluebird'; readonly whole: string };
  /** The runtime function that sends the same by fetch, and throws what the callback got as its error. */
  readonly runtime: string;
  /** Members of the response that its answer has, too. */
  readonly members: readonly string[];
  readonly options: Readonly<Record<string, OptionRule>>;
  /** Methods of which it makes something else than of the others. */
  readonly oddMethods?: readonly string[];
  /** Headers that requests have by fetch and do not have by the package, or with another value. */
  readonly changedHeaders: ReadonlyMap<string, string>;
}
