// Which class constructors can become an async method that is called on the new object: `await new Config().init(file)`.
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import { ARRAY_CALLBACKS } from './array-callbacks.ts';
import { isInert } from './parameter-defaults.ts';

/** Nodes of a constructor's own code: nested functions are left out, arrows and their `this` are not. */
function ownNodes(body: Node): { readonly node: Node; readonly arrow: Node | undefined }[] {
  const found: { node: Node; arrow: Node | undefined }[] = [];
  const visit = (node: Node, arrow: Node | undefined): void => {
    found.push({ node, arrow });
    const inner = node.type === 'ArrowFunctionExpression' ? (arrow ?? node) : arrow;
    if (node !== body && isFunction(node) && node.type !== 'ArrowFunctionExpression') return;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(body, undefined);
  return found;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  walk(node, (child) => {
    if (child === node) return true;
    children.push(child);
    return false;
  });
  return children;
}

/** `super()` as the whole first statement, when there is one. */
const isPlainSuper = (statement: Node | undefined): boolean =>
  statement?.type === 'ExpressionStatement' && statement.expression.type === 'CallExpression' && statement.expression.callee.type === 'Super' && statement.expression.arguments.length === 0;

/** A place that calls or keeps `fn` for the object alone: `this.f = fn`, `list.map(fn)`. */
function isKept(fn: Node): boolean {
  const { parent } = fn;
  if (parent.type === 'AssignmentExpression') return parent.right === fn && parent.left.type === 'MemberExpression' && parent.left.object.type === 'ThisExpression';
  const callee: Node | undefined = parent.type === 'CallExpression' && parent.arguments.includes(fn) ? unwrap(parent.callee) : undefined;
  return callee?.type === 'MemberExpression' && !callee.computed && ARRAY_CALLBACKS.has(callee.property.name);
}

/** The object is asked for a property, set up by another constructor (`Base.call(this)`) or given a short name (`self = this`). */
function isOwnUse(use: Node): boolean {
  const { parent } = use;
  if (parent.type === 'MemberExpression') return parent.object === use;
  if (parent.type === 'VariableDeclarator') return parent.init === use && parent.id.type === 'Identifier';
  return parent.type === 'CallExpression' && parent.arguments[0] === use && parent.callee.type === 'MemberExpression' && !parent.callee.computed && /^(call|apply)$/.test(parent.callee.property.name);
}

/** Short names that the code gives to its object. */
const aliasesIn = (parts: readonly Node[]): Set<string> =>
  new Set(parts.flatMap(ownNodes).flatMap(({ node }) => (node.type === 'ThisExpression' && node.parent.type === 'VariableDeclarator' && node.parent.id.type === 'Identifier' ? [node.parent.id.name as string] : [])));

/** Offset at which others may see the object through one of its short names. */
function aliasSeenAt(parts: readonly Node[]): number {
  const aliases = aliasesIn(parts);
  let seenAt = Number.POSITIVE_INFINITY;
  const visit = (node: Node, outermost: Node | undefined): void => {
    if (node.type === 'Identifier' && aliases.has(node.name)) {
      const declares = node.parent.type === 'VariableDeclarator' && node.parent.id === node;
      const isKey = node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed;
      const isOwn = declares || isKey || (isOwnUse(node) && node.parent.type !== 'VariableDeclarator' && (!outermost || isKept(outermost)));
      if (!isOwn) seenAt = Math.min(seenAt, outermost?.type === 'FunctionDeclaration' ? 0 : (outermost ?? node).start);
    }
    const inner = isFunction(node) ? (outermost ?? node) : outermost;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  if (aliases.size > 0) for (const part of parts) visit(part, undefined);
  return seenAt;
}

/**
 * Looks at a class whether all its constructor does can be done by a method: nothing happens in another order, or with
 * another `this`.
 *
 * @returns the offset at which the object is first seen by others (or infinity); undefined when the constructor must stay
 */
export function movableConstructor(node: Node): { readonly seenAt: number } | undefined {
  const members: Node[] = node.body.body;
  const written = members.find((m) => m.type === 'ClassMethod' && m.kind === 'constructor');
  if (!written || members.some((m) => m.type === 'TSDeclareMethod')) return undefined;
  if ((node.decorators ?? []).length > 0 || written.accessibility || written.params.some((p: Node) => p.type === 'TSParameterProperty')) return undefined;
  // fields are set before the arguments are evaluated now
  const fields = members.filter((m) => /^Class(Private|Accessor)?Property$/.test(m.type) && !m.static);
  if (fields.some((m) => m.computed || (m.decorators ?? []).length > 0 || (m.value && !isInert(m.value)))) return undefined;
  if (node.superClass && !isPlainSuper(written.body.body[0])) return undefined;
  const looked = lookAt([...written.params, written.body]);
  return looked && looked.supers === (node.superClass ? 1 : 0) ? { seenAt: looked.seenAt } : undefined;
}

/** What the code of a constructor does with its object; undefined when it needs to be a constructor. */
function lookAt(parts: readonly Node[]): { readonly seenAt: number; readonly supers: number } | undefined {
  let seenAt = aliasSeenAt(parts);
  let supers = 0;
  for (const { node, arrow } of parts.flatMap(ownNodes)) {
    switch (node.type) {
      case 'MetaProperty': return undefined;
      case 'Super': if (node.parent.type === 'CallExpression' && node.parent.callee === node) supers++; break;
      case 'ReturnStatement': if (!arrow && node.argument) return undefined; break;
      case 'BinaryExpression': if (node.operator === 'instanceof' && node.left.type === 'ThisExpression') return undefined; break;
      case 'ThisExpression': if (!isOwnUse(node) || (arrow && !isKept(arrow))) seenAt = Math.min(seenAt, (arrow ?? node).start); break;
    }
  }
  return { seenAt, supers };
}

/**
 * The same for a function that is used with `new`: a declaration at the top level, so that the method can stand behind it.
 */
export function movableFunction(node: Node): { readonly seenAt: number } | undefined {
  if (node.type !== 'FunctionDeclaration' || node.parent?.type !== 'Program' || node.async || node.generator || !node.id) return undefined;
  const looked = lookAt([...node.params, node.body]);
  return looked && { seenAt: looked.seenAt };
}
