// Which calls give a native promise in every run: the other half of promise-kinds.ts, which says where one may be.
import type { Typing } from '../../core/typing.ts';
import type { Fn, Site } from '../../resolve/linked.ts';
import type { Obj } from '../../resolve/solver.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isNodePromise, returnedBy } from '../static/promise-kinds.ts';
import { isCall, memberName, pathOf, type FileView, type Tree } from '../static/tree.ts';

/** What a promise holds: nothing for certain, something by the look of it, or what nobody sees. */
export type Held = 'nothing' | 'value' | 'unseen';

/** How a call is known to give a promise. */
export interface Certainty {
  /** The functions of the program that it calls; none when it is known by Node's documentation or by types. */
  readonly fns: readonly Fn[];
  readonly held: Held;
}

/** Functions of Node's whose promise holds nothing. */
const HOLDS_NOTHING = /\.(?:access|appendFile|chmod|chown|close|copyFile|cp|doesNotReject|finished|lchown|link|lutimes|pipeline|rejects|rename|rm|rmdir|symlink|sync|datasync|truncate|unlink|utimes|writeFile)$/;

/** Replaces the promises that code gets by its global name. */
const OTHER_PROMISE = /\b(?:global|globalThis|window)\.Promise\s*=[^=]/;

export class CertainPromises {
  private readonly tree: Tree;
  private readonly typing: Pick<Typing, 'promiseOf'> | undefined;
  private readonly results = new Map<Fn, boolean>();
  private readonly hasOwnPromise: boolean;

  constructor(tree: Tree, typing?: Pick<Typing, 'promiseOf'>) {
    this.tree = tree;
    this.typing = typing;
    this.hasOwnPromise = tree.files.some(({ source }) => OTHER_PROMISE.test(source.text));
  }

  /** Undefined when the call may give something else, or a promise of a library, which may have members of its own. */
  of(call: Node, file: FileView): Certainty | undefined {
    if (call.type !== 'CallExpression') return undefined;
    const name = memberName(call.callee);
    if (name === 'then' || name === 'catch' || name === 'finally') {
      const receiver = unwrap(call.callee.object);
      return this.of(receiver, file) && { fns: [], held: 'unseen' };
    }
    const site = file.siteAt(call);
    if (!site || site.fact.kind !== 'call' || site.fact.optional) return undefined;
    if (!site.unknown && site.targets.size > 0 && site.externals.size === 0) return this.callsOnlyTargets(site) ? this.ofTargets(site) : undefined;
    if (!site.unknown && site.targets.size === 0 && site.externals.size > 0) return this.ofNode(site, call);
    const typed = site.targets.size === 0 && site.externals.size === 0 ? this.typing?.promiseOf({ file: file.source.id, span: site.fact.span }) : undefined;
    return typed === 'value' || typed === 'nothing' ? { fns: [], held: typed } : undefined;
  }

  /** Nothing else is called there: no array's method, and nothing of which the receiver is something foreign. */
  private callsOnlyTargets({ file, fact, targets }: Site): boolean {
    const { solver, nodeOf } = this.tree.linked;
    const isReceiver = ({ kind }: Obj): boolean => /^(?:fn|proto|inst|object|exports|module|namespace)$/.test(kind);
    return [...solver.values(nodeOf(file, fact.callee))].every(({ kind, fn }) => kind === 'fn' && targets.has(fn)) &&
      (fact.receiver < 0 || [...solver.values(nodeOf(file, fact.receiver))].every(isReceiver));
  }

  private ofTargets(site: Site): Certainty | undefined {
    const fns = [...site.targets].map((id) => this.tree.linked.fns[id]!);
    return fns.every((fn) => this.ofResult(fn)) ? { fns, held: common(fns.map((fn) => this.heldBy(fn))) } : undefined;
  }

  private ofNode({ externals }: Site, call: Node): Certainty | undefined {
    const isOwn = (path: string): boolean => !path.startsWith('Promise.') || (!this.hasOwnPromise && pathOf(call.callee).startsWith('Promise.'));
    // promisify gives what its function says that it does
    return [...externals].every((path) => path !== 'util.promisify()' && isNodePromise(path) && isOwn(path)) ? { fns: [], held: [...externals].some((path) => HOLDS_NOTHING.test(path)) ? 'nothing' : 'unseen' } : undefined;
  }

  /** Every call of `fn` gives a native promise. */
  ofResult(fn: Fn): boolean {
    const known = this.results.get(fn);
    if (known !== undefined) return known;
    this.results.set(fn, false);
    const found = this.tree.nodeOf(fn);
    const answer = found !== undefined && !isDecorated(found.node) && !found.node.generator && (found.node.async === true || (!fn.constructed && this.alwaysReturnsOne(found.node, found.file)));
    this.results.set(fn, answer);
    return answer;
  }

  private alwaysReturnsOne(fn: Node, file: FileView): boolean {
    const returned = returnedBy(fn);
    const isPromise = (expression: Node): boolean => this.isGlobalPromise(unwrap(expression), file) || this.of(unwrap(expression), file) !== undefined;
    const ends = fn.body.type !== 'BlockStatement' || fn.body.body.at(-1)?.type === 'ReturnStatement';
    return ends && returned.length > 0 && returned.every(isPromise) && !returnsNothing(fn);
  }

  private isGlobalPromise(node: Node, file: FileView): boolean {
    return node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Promise' && !file.bindings.of(node.callee) && !this.hasOwnPromise;
  }

  private heldBy(fn: Fn): Held {
    const node = this.tree.nodeOf(fn)?.node;
    if (!node || node.async !== true) return 'unseen';
    const values = returnedBy(node).filter(isValue);
    if (values.length === 0) return 'nothing';
    // `async () => save()` hands on what may be nothing; who writes `return` means a value
    return node.body.type === 'BlockStatement' || !isCall(bare(values[0]!)) ? 'value' : 'unseen';
  }
}

const bare = (node: Node): Node => (unwrap(node).type === 'AwaitExpression' ? bare(unwrap(node).argument) : unwrap(node));

const common = (held: readonly Held[]): Held => (held.every((one) => one === held[0]) ? held[0]! : held.includes('nothing') ? 'nothing' : 'unseen');

const isValue = (node: Node): boolean => {
  const value = unwrap(node);
  return !(value.type === 'Identifier' && value.name === 'undefined') && !(value.type === 'UnaryExpression' && value.operator === 'void');
};

/** A decorator may put another function in the place of the one that it stands above. */
const isDecorated = (fn: Node): boolean => (fn.decorators ?? []).length > 0 || (fn.parent?.parent?.decorators ?? []).length > 0;

/** `return;` somewhere in the body of `fn`. */
function returnsNothing(fn: Node): boolean {
  let found = false;
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement' && !node.argument) found = true;
    return undefined;
  });
  return found;
}
