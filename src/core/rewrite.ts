// What a rewriter of one call site is given and gives back; kept free of AST types so that adapters stay small.
import type { Edit } from './edit.ts';
import type { Span } from './source.ts';
import type { Style } from './style.ts';

/** One argument of a call, as far as text and value flow tell. */
export interface ArgumentView {
  readonly span: Span;
  readonly text: string;
  /** Literal value when the argument is a string, number, boolean or null literal, or a template without expressions. */
  readonly literal?: string | number | boolean | null;
  /** When it is an object literal without spreads or computed keys: key -> value. */
  readonly properties?: Readonly<Record<string, ArgumentView>>;
  readonly kind: 'literal' | 'object' | 'function' | 'array' | 'spread' | 'other';
  /** The value may be a file descriptor (a number), as far as value flow tells: 'no' only when proven. */
  readonly fd: 'yes' | 'maybe' | 'no';
}

/** The call of a synchronous API that is being replaced. */
export interface ApiSite {
  /** `fs.readFileSync` with its catalogue module's first specifier: `fs`. */
  readonly module: string;
  readonly path: string;
  readonly call: Span;
  readonly callee: Span;
  readonly args: readonly ArgumentView[];
  /** The result is used (not an expression statement). */
  readonly resultUsed: boolean;
  /** Quotes of texts that an adapter writes; single quotes when absent. */
  readonly style?: Style;
  /** The file is type-checked TypeScript: options unknown to the twin's types must go. `js` when absent. */
  readonly lang?: 'js' | 'ts';
  /**
   * Expression text that evaluates to member `path` of the module the callee came from; requests an import when needed.
   * For an entry of ApiModule.methods: member `path` of the object that the callee is a method of.
   */
  refer(path: string): string;
  /** Local name of `util.promisify(<member path>)`, hoisted to the top of the file. */
  promisified(path: string): string;
  /** Local name of a file-local runtime function (src/rewrite/runtime); its text is added once to the file. */
  runtime(name: string): string;
}

/**
 * How the call is rewritten: `await <callee>(<args>)<suffix>`, then `.property` on the awaited value.
 * The composer adds `await` and the parentheses it needs.
 */
export interface ApiRewrite {
  readonly callee: string;
  /** Appended to the call before awaiting: `.then(() => true, () => false)`. */
  readonly suffix?: string;
  /** Read off the awaited result: `bytesRead`. */
  readonly property?: string;
  /** Edits inside the argument list (spans in the original text). */
  readonly argEdits?: readonly Edit[];
}

/** An adapter answers a rewrite, or the reason why this call must stay. */
export type AdapterAnswer = ApiRewrite | { readonly refuse: string; readonly why: string };
