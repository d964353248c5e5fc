// Promise chains of one file as its syntax shows them: head, links, and the statement that a chain stands in.
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** `.then(ok, fail)`, `.catch(fail)`, `.finally(last)`: a handler that is missing, `undefined` or `null` is absent. */
export interface Link {
  readonly call: Node;
  readonly ok: Node | undefined;
  readonly fail: Node | undefined;
  readonly last: Node | undefined;
}

export interface Chain {
  /** The outermost call: the whole chain. */
  readonly call: Node;
  readonly head: Node;
  readonly links: readonly Link[];
}

const isMember = (node: Node): boolean => node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier';

/** `call` is `x.then(…)`, `x.catch(…)` or `x.finally(…)`. */
export function isLink(call: Node): boolean {
  return call.type === 'CallExpression' && isMember(call.callee) && /^(then|catch|finally)$/.test(call.callee.property.name) &&
    call.callee.object.type !== 'Super' && call.arguments.length <= (call.callee.property.name === 'then' ? 2 : 1);
}

const handler = (argument: Node | undefined): Node | undefined =>
  !argument || argument.type === 'NullLiteral' || (argument.type === 'Identifier' && argument.name === 'undefined') ? undefined : argument;

function linkOf(call: Node): Link {
  const [first, second] = call.arguments as Node[];
  switch (call.callee.property.name) {
    case 'then': return { call, ok: handler(first), fail: handler(second), last: undefined };
    case 'catch': return { call, ok: undefined, fail: handler(first), last: undefined };
    default: return { call, ok: undefined, fail: undefined, last: handler(first) };
  }
}

/** The chain whose last link is `node`; undefined when that is no chain. */
export function chainOf(node: Node): Chain | undefined {
  const links: Link[] = [];
  let at = node;
  while (isLink(at)) {
    links.unshift(linkOf(at));
    at = at.callee.object;
  }
  return links.length === 0 ? undefined : { call: node, head: at, links };
}

/** The chains below `root`, each one whole, outer before inner. */
export function chainsIn(root: Node): Chain[] {
  const found: Chain[] = [];
  walk(root, (node, parent) => {
    if (!isLink(node)) return;
    const link = parent?.type === 'MemberExpression' && parent.object === node && parent.parent && parent.parent.callee === parent && isLink(parent.parent);
    if (!link) found.push(chainOf(node)!);
  });
  return found;
}

/** The function that a node stands in; undefined at the top level. Class fields and static blocks count as their own. */
export function functionAround(node: Node): Node | undefined {
  let at = node.parent as Node | undefined;
  while (at && !isFunction(at) && at.type !== 'Program' && !/^(Class\w*Property|StaticBlock|ClassAccessorProperty)$/.test(at.type)) at = at.parent;
  return at && isFunction(at) ? at : undefined;
}

/** What becomes of the value of a chain, where the chain is all that a statement does. */
export type Use =
  | { readonly kind: 'return'; readonly statement: Node; readonly awaited: boolean }
  | { readonly kind: 'body'; readonly owner: Node; readonly awaited: boolean }
  | { readonly kind: 'drop'; readonly statement: Node }
  | { readonly kind: 'declare'; readonly statement: Node; readonly target: Node }
  | { readonly kind: 'assign'; readonly statement: Node; readonly target: Node }
  | { readonly kind: 'floating' }
  | { readonly kind: 'other' };

/** How the chain is used by what stands around it. */
export function useOf({ call }: Chain): Use {
  let parent = call.parent as Node;
  let node = call;
  const awaited = parent.type === 'AwaitExpression';
  if (awaited) [node, parent] = [parent, parent.parent];
  if (parent.type === 'ReturnStatement') return { kind: 'return', statement: parent, awaited };
  if (parent.type === 'ArrowFunctionExpression' && parent.body === node) return { kind: 'body', owner: parent, awaited };
  if (parent.type === 'ExpressionStatement') return awaited ? { kind: 'drop', statement: parent } : { kind: 'floating' };
  if (parent.type === 'UnaryExpression' && parent.operator === 'void') return { kind: 'floating' };
  if (!awaited) return { kind: 'other' };
  if (parent.type === 'VariableDeclarator' && parent.init === node && parent.parent.declarations.length === 1 && !/^For/.test(parent.parent.parent.type) && !/^Export/.test(parent.parent.parent.type)) return { kind: 'declare', statement: parent.parent, target: parent.id };
  if (parent.type === 'AssignmentExpression' && parent.operator === '=' && parent.left.type === 'Identifier' && parent.parent.type === 'ExpressionStatement') return { kind: 'assign', statement: parent.parent, target: parent.left };
  return { kind: 'other' };
}

/** Return statements of the function itself below `body`. */
export function returnsIn(body: Node): Node[] {
  const found: Node[] = [];
  walk(body, (node) => {
    if (node !== body && (isFunction(node) || node.type === 'ClassBody')) return false;
    if (node.type === 'ReturnStatement') found.push(node);
    return true;
  });
  return found;
}

/** Whether nothing of `body` runs after the end of `statement`. */
export function isLast(statement: Node, body: Node): boolean {
  for (let node = statement; node !== body; node = node.parent) {
    const parent = node.parent as Node;
    if (parent.type === 'BlockStatement' ? parent.body.at(-1) !== node : parent.type !== 'IfStatement') return false;
  }
  return true;
}

/** Whether control may reach the end of a statement. `soft` are returns that will be gone. */
export function completes(node: Node, soft: ReadonlySet<Node> = new Set()): boolean {
  switch (node.type) {
    case 'ReturnStatement': return soft.has(node);
    case 'ThrowStatement': case 'ContinueStatement': return false;
    case 'BlockStatement': return (node.body as Node[]).every((each) => completes(each, soft));
    case 'IfStatement': return !node.alternate || completes(node.consequent, soft) || completes(node.alternate, soft);
    case 'TryStatement':
      if (node.finalizer && !completes(node.finalizer, soft)) return false;
      return completes(node.block, soft) || (node.handler !== null && completes(node.handler.body, soft));
    default: return true;
  }
}

/** The statement stands in a `try` of the code itself, below `root`, whose handlers would notice what happens there. */
export function isGuarded(statement: Node, root: Node): boolean {
  for (let node = statement; node !== root && node.parent; node = node.parent) {
    const parent = node.parent as Node;
    if (parent.type !== 'TryStatement' && parent.type !== 'CatchClause') continue;
    if (parent.type === 'TryStatement' && (parent.block === node || parent.finalizer)) return true;
  }
  return false;
}

/** `this`, `arguments` and `new.target` of the function itself, or a direct `eval`. */
export function usesContext(fn: Node): boolean {
  let found = false;
  walk(fn, (node) => {
    if (node !== fn && isFunction(node) && node.type !== 'ArrowFunctionExpression') return false;
    if (/^Class(Declaration|Expression)$/.test(node.type)) return false;
    if (node.type === 'ThisExpression' || node.type === 'MetaProperty' || node.type === 'Super' || (node.type === 'Identifier' && node.name === 'arguments')) found = true;
    return true;
  });
  return found;
}

/** Objects of which functions may be taken off: they do not look at `this`. */
const FREE_OF_THIS = /^(console|JSON|Math|Object|Number|String|Boolean)$/;

/** `console.log` and the like: a call of it is the same with and without its object. */
export const isFreeOfThis = (node: Node): boolean => isMember(node) && node.object.type === 'Identifier' && FREE_OF_THIS.test(node.object.name);

/** Whether the value of an expression may be a promise; `plain` says so of variables. */
export function maybePromise(expression: Node, plain: (identifier: Node) => boolean): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'BigIntLiteral': case 'RegExpLiteral': case 'TemplateLiteral':
    case 'BinaryExpression': case 'UnaryExpression': case 'UpdateExpression': case 'ObjectExpression': case 'ArrayExpression': case 'FunctionExpression':
    case 'ArrowFunctionExpression': case 'ClassExpression': case 'JSXElement': case 'JSXFragment': case 'AwaitExpression': return node.type === 'ObjectExpression' && hasThen(node);
    case 'Identifier': return node.name !== 'undefined' && !plain(node);
    case 'ConditionalExpression': return maybePromise(node.consequent, plain) || maybePromise(node.alternate, plain);
    case 'LogicalExpression': return maybePromise(node.left, plain) || maybePromise(node.right, plain);
    case 'AssignmentExpression': return node.operator === '=' ? maybePromise(node.right, plain) : /^(\|\||&&|\?\?)=$/.test(node.operator);
    case 'SequenceExpression': return maybePromise(node.expressions.at(-1), plain);
    case 'CallExpression': return !(isFreeOfThis(unwrap(node.callee)) && /^(console|JSON|Math)$/.test(node.callee.object.name)) && !(node.callee.type === 'Identifier' && /^(String|Number|Boolean|parseInt|parseFloat|isNaN)$/.test(node.callee.name));
    default: return true;
  }
}

/** A thenable written down as a literal, or one that a spread or computed key may make. */
const hasThen = ({ properties }: Node): boolean =>
  (properties as Node[]).some(({ type, key, computed }) => type === 'SpreadElement' || computed === true || (key.name ?? key.value) === 'then');
