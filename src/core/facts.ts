// What one file says, as plain data: functions, call sites and value-flow constraints. No AST node leaves facts/.
import type { FileId, Span } from './source.ts';
import type { ReasonCode } from './plan.ts';
import type { ArgumentView } from './rewrite.ts';

/** Index of a value node within its file: a place that values flow through (variable, parameter, result, property read). */
export type ValueNode = number;

export type FunctionKind = 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'module';

/** A change of what others may see: an assignment, a deletion, or a method call that changes what it is called on. */
export interface Write {
  /** Offset at which it takes effect. */
  readonly at: number;
  /**
   * What is changed: a variable of the function with this index, or an object in it; the function itself where it made
   * that object, which others see only once it has handed it out; or
   * - `this`: something of the function's own `this`
   * - parameter: an object that was handed to the function
   * - unseen: something that has no name here
   */
  readonly of: number | 'this' | 'parameter' | 'unseen';
  /** Offsets at which the function, or one inside of it, mentions it for the first and the last time. */
  readonly firstUse: number;
  readonly lastUse: number;
}

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
  /** A constructor that an async method can do the work of; the offset at which others see the object first. */
  readonly movable?: { readonly seenAt: number };
  /** Parameter names, '' for patterns. */
  readonly paramNames: readonly string[];
  /** Nothing that it calls can make it throw: that happens in a `try` whose handler calls nothing. */
  readonly neverThrows?: true;
  /** Where its first `await` ends, -1 when it has none: what is before runs at once when an async function is called. */
  readonly firstAwait: number;
  /** What it changes that may outlive its call, and objects of its own. */
  readonly writes: readonly Write[];
  /** The directive above it. */
  readonly directive?: DirectiveFact;
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
  /** Offset of the outermost loop statement around it in its function. */
  readonly repeatsFrom?: number;
  /** Nothing of the file's top level runs after it. */
  readonly last?: true;
  /** An `await` waits for it, at once or after `then` with one handler. */
  readonly awaitedChain?: true;
  /** `a?.f()` or `f?.()`: it may not be called at all. */
  readonly optional: boolean;
  /** Why an `await` can't stand here even if the function becomes async. */
  readonly position?: ReasonCode;
  /** A directive above it that says that it stays. */
  readonly directive?: DirectiveFact;
  /** Per argument: the value of a string literal, null for anything else. */
  readonly literals: readonly (string | null)[];
  /**
   * Set when the call may be written down twice, one of which runs: names of the properties that its callee reads.
   * `opts.fs.statSync(p)` gives fs, statSync; `spawn(p)` gives none.
   */
  readonly rereads?: readonly string[];
  /** The branch of a comparison in which the callee, or what it is read off, is something else: `xfs === fs ? … : xfs.statSync(p)`. */
  readonly otherwise?: true;
  /** Per argument: it is a function expression. */
  readonly functions?: readonly boolean[];
  /** The arguments as an adapter sees them; only for calls by a plain name or by one that says `sync`. */
  readonly views?: readonly ArgumentView[];
  /** What it is together with the code around it: half of a pair that must stay one step, or a read that a bundler may carry out. */
  readonly neighbourhood?: 'check-then-act' | 'inlinable';
  /** Member names that follow the call up to the next call: `expect(f).to.throw()` -> to, throw. */
  readonly chain: readonly string[];
}

/** Where a function is defined, in a form that a copy under another name can stand beside. */
export interface DefinitionFact {
  /** Index of the function. */
  readonly fn: number;
  /** A statement of its own, a member of a class, or a property of an object literal. */
  readonly form: 'statement' | 'member' | 'property';
  /** What is copied: `export` and the semicolon included. */
  readonly span: Span;
  readonly name: string;
  /** Where its name stands in there. */
  readonly names: readonly Span[];
  /** The variable that holds it, -1 for none. */
  readonly variable: ValueNode;
  /** The name by which a function expression sees itself, -1 for none, and how often its text says it. */
  readonly self: ValueNode;
  readonly selfUses: number;
  /** What it becomes a property of, -1 for nothing. */
  readonly base: ValueNode;
  /** A named export of an ES module. */
  readonly isExported: boolean;
  /** `module.exports = function f() {}`: the end of what the copy becomes a property of. */
  readonly ofValue?: number;
  /** The text says `this`. */
  readonly usesThis: boolean;
}

/** A name that a value gets by itself: `exports.f = f`, `{ f }`, `export { f }`, `import { f }`, `const { f } = lib`. */
export interface PassageFact {
  /** An element stands in a list with commas. `value`: `module.exports = f`. */
  readonly form: 'statement' | 'element' | 'value';
  readonly span: Span;
  /** Where the names stand that a copy of it replaces. */
  readonly names: readonly Span[];
  readonly from: { readonly node: ValueNode } | { readonly base: ValueNode; readonly key: string } | { readonly module: string; readonly key: string };
  /** No target for `value`. */
  readonly to?: { readonly node: ValueNode } | { readonly base: ValueNode; readonly key: string } | { readonly exported: string };
}

/**
 * Value flow, one tuple each; first element names the kind.
 * - fn: node holds function; obj: node holds object/array literal number n of the file
 * - copy: from -> to; load: base.prop -> to; store: from -> base.prop; '*' is any property
 * - loadKey: base[key] -> to; storeKey: from -> base[key]; sum: what a primitive is after `+` with it; prefix, suffix: node holds a string that begins or ends so
 * - prim: node holds a primitive of the given type; global: node holds a global
 * - require: node holds what `require(specifier)` returns; import: node holds an ESM import
 * - export: ESM export `name` is node; reexport: ESM `export … from`
 * - inherit: instances of class node get the prototype of parent node; assign: all properties of from go to `to`
 * - awaited: value inside a promise; promise: `to` is a promise of from; superload: super.prop of class fn
 * - dynamic: a `require`/`import` whose specifier isn't known, only its literal prefix
 * - enumerated: a `for (… in node)`
 */
export type Constraint =
  | readonly ['fn', ValueNode, number]
  | readonly ['obj', ValueNode, number, 'object' | 'array']
  | readonly ['copy', ValueNode, ValueNode]
  | readonly ['load', ValueNode, string, ValueNode]
  | readonly ['loadKey', ValueNode, ValueNode, ValueNode]
  | readonly ['storeKey', ValueNode, ValueNode, ValueNode]
  | readonly ['sum', ValueNode, ValueNode]
  | readonly ['prefix' | 'suffix', ValueNode, string]
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
  | readonly ['enumerated', ValueNode]
  | readonly ['moduleObject', ValueNode]
  | readonly ['exportsObject', ValueNode];

/** Stubs and spies of one function of one object in a file: `sinon.stub(fs, 'readFileSync')`. */
export interface StubFact {
  /** The calls that make them, by index, and where each is ended: the function around `restore()`, and its offset. */
  readonly calls: readonly { readonly site: number; readonly restores: readonly { readonly within: number; readonly at: number }[] }[];
  readonly style: 'jasmine' | 'jest' | 'sinon' | 'node';
  /** The replaced function. */
  readonly member: string;
  /** How often the file mentions the replaced function other than by calling it. */
  readonly mentions: number;
  /** The stub can replace a function that resolves to what the replaced one returns; or one that resolves where that returns true. */
  readonly fits: { readonly value: boolean; readonly existence: boolean };
  /** What is done with it that is not understood. */
  readonly problem?: string;
}

/** A module that is replaced for a test file by an object that is written out: `jest.mock('fs-extra', () => ({ … }))`. */
export interface MockFact {
  /** The call that replaces it, by index. */
  readonly site: number;
  readonly module: string;
  /** Names of the object's members, and those whose key can be renamed. */
  readonly members: readonly string[];
  readonly plain: readonly string[];
}

/** What a directive asks for; `unknown` is a comment of that form that asks for nothing that is known. */
export type DirectiveKind = 'keep-sync' | 'make-async' | 'ignore-next-line' | 'timeout' | 'no-timeout' | 'offload' | 'cancel' | 'settle-all' | 'concurrency' | 'unknown';

/** A comment `// unblock: …`. */
export interface DirectiveFact {
  readonly kind: DirectiveKind;
  /** What stands after `unblock:`, with the reason that the author gave. */
  readonly text: string;
  readonly span: Span;
  /** Where it begins, and the line that it is about; both 1-based. */
  readonly line: number;
  readonly target: number;
}

/** A variable of another module that gets an object that is written out: rewire's `module.__set__('fs', object)`. */
export interface StandInFact {
  /** The call that sets it, by index. */
  readonly site: number;
  readonly variable: string;
  /** Names of the object's members, and of those that are functions which can be called by others. */
  readonly members: readonly string[];
  readonly callable: readonly string[];
  /** Those among them that throw nothing themselves. */
  readonly quiet: readonly string[];
}

export interface FileFacts {
  readonly file: FileId;
  readonly hash: string;
  readonly functions: readonly FunctionFact[];
  readonly sites: readonly SiteFact[];
  readonly stubs: readonly StubFact[];
  readonly directives: readonly DirectiveFact[];
  readonly mocks: readonly MockFact[];
  readonly standIns: readonly StandInFact[];
  /** Value nodes of the names of its top level. */
  readonly topNames: Readonly<Record<string, ValueNode>>;
  readonly constraints: readonly Constraint[];
  readonly definitions: readonly DefinitionFact[];
  readonly passages: readonly PassageFact[];
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
  /** Its top-level statements can move into a function. */
  readonly fitsInFunction: boolean;
  /** What its last statement loads for its effects alone: `require('./cli')`. */
  readonly lastLoaded?: string;
  /** The block of `if (require.main === module) { … }` that ends it. */
  readonly entryBlock?: Span;
  /** What its static imports evaluate last. */
  readonly lastImported?: string;
  /** Specifiers of `import()`. */
  readonly dynamicImports?: readonly string[];
  /** Identifier-like words that occur as property names or strings (for demand-driven search). */
  readonly parseFailed?: { readonly message: string; readonly line: number };
}
