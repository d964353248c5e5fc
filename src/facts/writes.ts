// What functions change that may outlive their call: variables of others, `this`, objects that came from elsewhere.
import type { FunctionFact, Write, ValueNode } from '../core/facts.ts';
import { keyName, unwrap, type Node } from '../syntax/node.ts';

/** Methods of arrays, maps and sets that change what they are called on. */
const CHANGES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear']);
/** Functions that change their first argument: Object's, and those of libraries that copy properties. */
const CHANGES_FIRST = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'freeze', 'seal', 'extend', '_extend', 'merge', 'defaults', 'defaultsDeep']);
/** Methods whose result is new, whatever they are called on. */
const GIVES_NEW = new Set(['map', 'filter', 'slice', 'concat', 'split', 'flat', 'flatMap', 'keys', 'values', 'entries', 'parse', 'match', 'from', 'of', 'toSorted', 'toReversed', 'readdirSync', 'statSync', 'lstatSync', 'readFileSync', 'existsSync', 'join', 'resolve', 'trim', 'toString', 'replace']);

/** What an expression gives belongs to nobody else yet. */
function isNew(expression: Node): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'ArrayExpression': case 'ObjectExpression': case 'NewExpression': case 'FunctionExpression': case 'ArrowFunctionExpression': case 'ClassExpression':
    case 'TemplateLiteral': case 'BinaryExpression': case 'UnaryExpression': case 'UpdateExpression': case 'RegExpLiteral': case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': return true;
    case 'AwaitExpression': return isNew(node.argument);
    case 'ConditionalExpression': return isNew(node.consequent) && isNew(node.alternate);
    case 'LogicalExpression': return isNew(node.left) && isNew(node.right);
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') return false;
      const name = keyName(callee.property, callee.computed) ?? '';
      if (name === 'assign' || name === 'sort' || name === 'reverse') return isNew(name === 'assign' ? (node.arguments[0] ?? callee) : callee.object);
      return GIVES_NEW.has(name);
    }
    default: return false;
  }
}

interface Pending {
  readonly fact: FunctionFact;
  readonly at: number;
  readonly of: Write['of'];
  /** The variable that is changed, or that an object is reached through. */
  readonly node: ValueNode | 'this' | undefined;
  /** The variable itself is assigned, not what is in it. */
  readonly isVariable: boolean;
}

/** The function being read, and how names resolve there. */
export interface WriteContext {
  readonly fact: FunctionFact;
  readonly find: (name: string) => ValueNode | undefined;
}

/** Collects writes and reads while a file is read, and says at the end which writes may outlive a call. */
export class Writes {
  /** Functions that declare variables, and variables that only ever hold what is new. */
  private readonly owners = new Map<ValueNode, number>();
  private readonly parameters = new Set<ValueNode>();
  private readonly isNewOnly = new Map<ValueNode, boolean>();
  private readonly uses = new Map<FunctionFact, Map<ValueNode | 'this', { first: number; last: number }>>();
  private readonly pending: Pending[] = [];

  declare(node: ValueNode, owner: number): void {
    this.owners.set(node, owner);
  }

  parameter(node: ValueNode): void {
    this.parameters.add(node);
  }

  /** A variable gets the value of `expression`. */
  assigned(node: ValueNode | undefined, expression: Node): void {
    if (node !== undefined) this.isNewOnly.set(node, this.isNewOnly.get(node) !== false && isNew(expression));
  }

  /** A name or `this` is mentioned in all of `facts`, from the inside out. */
  used(facts: Iterable<FunctionFact>, node: ValueNode | 'this', at: number): void {
    const owner = node === 'this' ? undefined : this.owners.get(node);
    for (const fact of facts) {
      let uses = this.uses.get(fact);
      if (!uses) this.uses.set(fact, (uses = new Map()));
      const known = uses.get(node);
      uses.set(node, { first: Math.min(at, known?.first ?? at), last: Math.max(at, known?.last ?? at) });
      if (fact.index === owner) return;
      if (node === 'this' && fact.kind !== 'arrow') return;
    }
  }

  /** `target` is assigned to or deleted. */
  write(context: WriteContext, target: Node): void {
    const inner = unwrap(target);
    this.change(context, inner, effectOf(target), inner.type === 'Identifier');
  }

  /** A call that may change what it is called on, or its first argument. */
  call(context: WriteContext, call: Node): void {
    const callee = unwrap(call.callee ?? call.tag);
    if (!/^(Optional)?MemberExpression$/.test(callee.type)) return;
    const name = keyName(callee.property, callee.computed) ?? '';
    const first: Node | undefined = call.arguments?.[0];
    if (CHANGES.has(name)) this.change(context, callee.object, call.end, false);
    const inner = unwrap(callee.object);
    const viaPrototype = (name === 'call' || name === 'apply') && /MemberExpression$/.test(inner.type) && CHANGES.has(keyName(inner.property, inner.computed) ?? '');
    if (first && (viaPrototype || CHANGES_FIRST.has(name))) this.change(context, first, call.end, false);
  }

  private change({ fact, find }: WriteContext, target: Node, at: number, isVariable: boolean): void {
    let root = unwrap(target);
    while (/^(Optional)?MemberExpression$/.test(root.type)) root = unwrap(root.object);
    if (root.type === 'ThisExpression') { this.pending.push({ fact, at, of: 'this', node: 'this', isVariable: false }); return; }
    if (root.type === 'Super') { this.pending.push({ fact, at, of: 'this', node: undefined, isVariable: false }); return; }
    if (root.type !== 'Identifier') {
      if (!isNew(root)) this.pending.push({ fact, at, of: 'unseen', node: undefined, isVariable: false });
      return;
    }
    const node = find(root.name);
    const owner = node === undefined ? undefined : this.owners.get(node);
    this.pending.push({ fact, at, of: owner ?? 'unseen', node: owner === undefined ? undefined : node, isVariable });
  }

  /** Gives each function its writes. */
  finish(): void {
    for (const { fact, at, of, node, isVariable } of this.pending) {
      const own = of === fact.index;
      if (own && isVariable) continue;
      const isParameter = own && typeof node === 'number' && this.parameters.has(node);
      const isMade = own && !isParameter && typeof node === 'number' && this.isNewOnly.get(node) === true;
      const isNamed = node !== undefined && (!own || isMade);
      const uses = isNamed ? this.uses.get(fact)?.get(node) : { first: 0, last: Number.MAX_SAFE_INTEGER };
      (fact.writes as Write[]).push({ at, of: isParameter ? 'parameter' : own && !isMade ? 'unseen' : of, firstUse: uses?.first ?? at, lastUse: uses?.last ?? at });
    }
  }
}

/** Offset at which an assignment to `target` takes effect: behind the value that is assigned. */
function effectOf(target: Node): number {
  let node = target;
  while (node.parent && /(Pattern|Property|RestElement)$|^TS/.test(node.parent.type)) node = node.parent;
  return node.parent?.type === 'AssignmentExpression' && node.parent.left === node ? node.parent.end : target.start;
}
