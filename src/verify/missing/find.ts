// Finds promises that nobody waits for: taken for the value that they will hold, or left to themselves.
import type { MissingAwait } from '../../core/missing-await.ts';
import type { Typing } from '../../core/typing.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { misusedFunctions } from '../static/async-functions.ts';
import { PROMISE, PROMISES, PromiseKinds } from '../static/promise-kinds.ts';
import { misuseOf, type Misuse } from '../static/promise-uses.ts';
import { isCall, memberName, pathOf, type FileView, type Tree } from '../static/tree.ts';
import { boundBy, usesOf } from './bound-uses.ts';
import { CertainPromises, type Certainty } from './certain-promises.ts';
import { isDeliberate } from './deliberate.ts';
import { lacksMember } from './held-members.ts';
import { provenWait } from './proven-waits.ts';
import { addedMembers, isOwnMember, isValueUse, outermost } from './value-uses.ts';

/** What is said of one call. */
type Said = Pick<MissingAwait, 'what' | 'doubt'>;

/**
 * Every call of `tree` whose promise is misused: certainly so, or so that a person has to tell. Promises that are left to
 * themselves on purpose are not among them.
 */
export function missingAwaits(tree: Tree, typing?: Pick<Typing, 'promiseOf'>): MissingAwait[] {
  const finder = new Finder(tree, typing);
  return tree.files.flatMap((file) => file.nodes.flatMap((node): MissingAwait[] => {
    if (!isCall(node)) return [];
    const said = finder.judge(node, file);
    return said ? [{ file: file.source.id, span: { start: node.start, end: node.end }, name: nameOf(node), ...said }] : [];
  }));
}

class Finder {
  private readonly tree: Tree;
  private readonly kinds: PromiseKinds;
  private readonly certain: CertainPromises;
  private readonly added: ReadonlySet<string>;
  private readonly callbacks: ReadonlyMap<Node, Misuse>;

  constructor(tree: Tree, typing: Pick<Typing, 'promiseOf'> | undefined) {
    this.tree = tree;
    this.kinds = new PromiseKinds(tree);
    this.certain = new CertainPromises(tree, typing);
    this.added = addedMembers(tree.files);
    const misused = misusedFunctions(tree, this.kinds).filter(({ code, level, node, file }) => code === 'async-callback' && level === 'fault' && isCall(node.parent) && !isAccumulated(node.parent) && this.isCertain(node, file));
    this.callbacks = new Map(misused.map((one) => [one.node.parent as Node, one]));
  }

  judge(call: Node, file: FileView): Said | undefined {
    const callback = this.callbacks.get(call);
    if (callback) return { what: callback.message, doubt: 'async-callback' };
    const certainty = this.certain.of(call, file);
    if (certainty) return this.ofPromise(call, file, certainty);
    // what gives a promise in some runs only is no sign of a missing await
    const misuse = this.isMapped(call, file) ? misuseOf(call, PROMISES, file) : undefined;
    return misuse?.code === 'promises-not-gathered' ? { what: misuse.message, doubt: 'promises-not-gathered' } : undefined;
  }

  /** `await list.map(async (each) => …)`, where the list is an array for certain. */
  private isMapped(call: Node, file: FileView): boolean {
    const site = file.siteAt(call);
    const name = memberName(call.callee);
    if (!site || (name !== 'map' && name !== 'flatMap') || call.parent.type !== 'AwaitExpression' || !call.arguments[0]) return false;
    const { solver, nodeOf } = this.tree.linked;
    const receivers = [...solver.values(nodeOf(site.file, site.fact.receiver))];
    return receivers.length > 0 && receivers.every(({ kind }) => kind === 'array') && this.isCertain(call.arguments[0], file);
  }

  /** Every function that `callback` may be gives a promise. */
  private isCertain(callback: Node, file: FileView): boolean {
    const fns = this.kinds.functionsIn(callback, file);
    return fns.length > 0 && fns.every((fn) => this.certain.ofResult(fn));
  }

  private ofPromise(call: Node, file: FileView, certainty: Certainty): Said | undefined {
    const context = { file, certainty, added: this.added, lacks: (name: string) => lacksMember(call, name, file, this.tree) };
    const misuse = misuseOf(call, PROMISE, file);
    if (isValueUse(call, context)) return { what: misuse?.message ?? 'an assertion looks at its promise' };
    const binding = boundBy(call, file);
    if (binding) {
      const { asValue, asPromise } = usesOf(binding, context, this.tree);
      const [first] = asValue;
      if (first && !asPromise) return { what: misuseOf(first, PROMISE, file)?.message ?? 'an assertion looks at its promise' };
      return binding.uses.length === 0 && !binding.name.startsWith('_') && !isDeliberate(call, certainty.fns, file, this.tree) ? { what: misuse!.message, doubt: 'floating-promise' } : undefined;
    }
    if (!misuse) return undefined;
    if (misuse.code === 'floating-promise') return this.ofStatement(call, file, certainty, misuse);
    if (misuse.code === 'promise-in-try') return isSettled(call) ? undefined : { what: misuse.message, doubt: 'inside-try' };
    // a cast says that the promise is something else, too
    return misuse.code === 'promise-as-value' && !isComparison(call) && !isOwnMember(call) && outermost(call) ? { what: misuse.message, doubt: 'promise-in-doubt' } : undefined;
  }

  private ofStatement(call: Node, file: FileView, { fns }: Certainty, misuse: Misuse): Said | undefined {
    if (call.parent.type !== 'ExpressionStatement' || isCaught(call) || isDeliberate(call, fns, file, this.tree)) return undefined;
    const proof = provenWait(call, fns, file, this.tree);
    return proof === undefined ? { what: misuse.message, doubt: 'floating-promise' } : { what: proof };
  }
}

/** `load().then(show).catch(report).finally(close)` */
function isCaught(call: Node): boolean {
  const name = memberName(call.callee);
  if (name !== 'then' && name !== 'catch' && name !== 'finally') return false;
  const receiver = unwrap(call.callee.object);
  return name === 'catch' || (name === 'then' && call.arguments.length > 1) || (isCall(receiver) && isCaught(receiver));
}

/** `await list.reduce(async (before, each) => { await before; … })`: each step waits for the one before. */
const isAccumulated = (call: Node): boolean => /^reduce(?:Right)?$/.test(memberName(call.callee) ?? '') && call.parent.type !== 'ExpressionStatement';

/** `Promise.resolve(…)`, which does not fail. */
const isSettled = ({ callee }: Node): boolean => pathOf(callee) === 'Promise.resolve';

/** Two promises, or a promise and something else, are compared: whether they are the same one. */
const isComparison = ({ parent }: Node): boolean => parent.type === 'BinaryExpression' || (parent.type === 'UnaryExpression' && parent.operator === 'typeof');

const nameOf = ({ callee }: Node): string => (isFunction(unwrap(callee)) ? 'a function' : pathOf(callee).replace(/\?/g, '…'));
