// What one file says, as plain data: functions, call sites and value-flow constraints. No AST node leaves facts/.
import type { FileId, Span } from './source.ts';
import type { ReasonCode } from './plan.ts';
import type { ArgumentView } from './rewrite.ts';

/** Index of a value node within its file: a place that values flow through (variable, parameter, result, property read). */
export type ValueNode = number;

export type FunctionKind = 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'module';

export interface FunctionFact {
  /** Index within the file; 0 is the module body. */
  readonly index: number;
  readonly span: Span;
  readonly line: number;
  readonly kind: FunctionKind;
  /** Best name for people: declared, assigned or property name; '' when anonymous. */
  readonly name: string;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** The body is a block, not a bare expression. */
  readonly hasBlock: boolean;
  /** A class constructor: calling it without `new` throws. */
  readonly isClass: boolean;
  /** Index of the enclosing function. */
  readonly within: number;
  readonly params: readonly ValueNode[];
  /** Position of a rest parameter in `params`, -1 when none. */
  readonly rest: number;
  readonly result: ValueNode;
  readonly self: ValueNode;
  /** The `arguments` object, -1 when not mentioned. */
  readonly args: ValueNode;
  /** Why this function can't become async whatever its callers do; undefined when nothing stands against it. */
  readonly obstacle?: ReasonCode;
  /** Parameter names, '' for patterns. */
  readonly paramNames: readonly string[];
  /** Where its first `await` ends, -1 when it has none: what is before runs at once when an async function is called. */
  readonly firstAwait: number;
  /** Offsets at which assignments take effect to variables of enclosing functions, to `this` or to objects from there. */
  readonly outerWrites: readonly number[];
  /** Text of a directive comment before it: `unblock: keep-sync …`. */
  readonly directive?: { readonly text: string; readonly span: Span };
}

/** How the value of a call is used at once. */
export type SiteUse = 'awaited' | 'discarded' | 'returned' | 'then' | 'value';

/** One call, `new` or tagged template. */
export interface SiteFact {
  readonly index: number;
  readonly span: Span;
  readonly calleeSpan: Span;
  readonly line: number;
  readonly callee: ValueNode;
  /** The receiver, -1 when the callee is no member. */
  readonly receiver: ValueNode;
  /** Name of the called member, when static. */
  readonly member?: string;
  /** The computed name of the called member: `o[key]()`. */
  readonly key?: ValueNode;
  readonly args: readonly ValueNode[];
  /** Index of the first spread argument, -1 when none. */
  readonly spread: number;
  readonly result: ValueNode;
  readonly kind: 'call' | 'new' | 'super' | 'tag';
  readonly within: number;
  readonly use: SiteUse;
  /** Nothing of the file's top level runs after it. */
  readonly last?: true;
  /** An `await` waits for it, at once or after `then` with one handler. */
  readonly awaitedChain?: true;
  /** `a?.f()` or `f?.()`: it may not be called at all. */
  readonly optional: boolean;
  /** Why an `await` can't stand here even if the function becomes async. */
  readonly position?: ReasonCode;
  /** Text of a directive comment on the line before: `unblock: keep-sync …`. */
  readonly directive?: { readonly text: string; readonly span: Span };
  /** Per argument: the value of a string literal, null for anything else. */
  readonly literals: readonly (string | null)[];
  /** The arguments as an adapter sees them; only for calls by a plain name or by one that says `sync`. */
  readonly views?: readonly ArgumentView[];
  /** Member names that follow the call up to the next call: `expect(f).to.throw()` -> to, throw. */
  readonly chain: readonly string[];
}

/**
 * Value flow, one tuple each; first element names the kind.
 * - fn: node holds function; obj: node holds object/array literal number n of the file
 * - copy: from -> to; load: base.prop -> to; store: from -> base.prop; '*' is any property
 * - loadKey: base[key] -> to; storeKey: from -> base[key]; sum: what a primitive is after `+` with it; prefix: node holds a string that begins so
 * - prim: node holds a primitive of the given type; global: node holds a global
 * - require: node holds what `require(specifier)` returns; import: node holds an ESM import
 * - export: ESM export `name` is node; reexport: ESM `export … from`
 * - inherit: instances of class node get the prototype of parent node; assign: all properties of from go to `to`
 * - awaited: value inside a promise; promise: `to` is a promise of from; superload: super.prop of class fn
 * - dynamic: a `require`/`import` whose specifier isn't known, only its literal prefix
 */
export type Constraint =
  | readonly ['fn', ValueNode, number]
  | readonly ['obj', ValueNode, number, 'object' | 'array']
  | readonly ['copy', ValueNode, ValueNode]
  | readonly ['load', ValueNode, string, ValueNode]
  | readonly ['loadKey', ValueNode, ValueNode, ValueNode]
  | readonly ['storeKey', ValueNode, ValueNode, ValueNode]
  | readonly ['sum', ValueNode, ValueNode]
  | readonly ['prefix', ValueNode, string]
  | readonly ['store', ValueNode, string, ValueNode]
  | readonly ['prim', ValueNode, 'string' | 'other']
  | readonly ['unknown', ValueNode]
  | readonly ['global', ValueNode, string]
  | readonly ['require', ValueNode, string]
  | readonly ['dynamic', ValueNode, string]
  | readonly ['import', ValueNode, string, string]
  | readonly ['export', string, ValueNode]
  | readonly ['reexport', string, string, string]
  | readonly ['inherit', number, ValueNode]
  | readonly ['super', ValueNode, number, boolean]
  | readonly ['assign', ValueNode, ValueNode]
  | readonly ['awaited', ValueNode, ValueNode]
  | readonly ['promise', ValueNode, ValueNode]
  | readonly ['escape', ValueNode, ReasonCode, number]
  | readonly ['moduleObject', ValueNode]
  | readonly ['exportsObject', ValueNode];

export interface FileFacts {
  readonly file: FileId;
  readonly hash: string;
  readonly functions: readonly FunctionFact[];
  readonly sites: readonly SiteFact[];
  readonly constraints: readonly Constraint[];
  /** Number of value nodes. */
  readonly nodes: number;
  /** Static specifiers of require/import/re-export, and literal prefixes of dynamic ones. */
  readonly imports: readonly string[];
  /** String literals that look like relative paths: a computed specifier may take its value from them. */
  readonly relativeStrings: readonly string[];
  /** Direct `eval` or `with`: names of this file can be used by code that isn't seen. */
  readonly dynamicCode: boolean;
  /** Assigns to module.exports / exports / has ESM exports. */
  readonly hasExports: boolean;
  /** Identifier-like words that occur as property names or strings (for demand-driven search). */
  readonly parseFailed?: { readonly message: string; readonly line: number };
}
