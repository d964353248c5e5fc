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

/** `this.x`, or an arrow that mentions it and is kept in the object itself or called at once by an array's method. */
function staysInside(use: Node, arrow: Node | undefined): boolean {
  const isReceiver = use.parent.type === 'MemberExpression' && use.parent.object === use;
  if (!arrow) return isReceiver;
  if (!isReceiver) return false;
  const { parent } = arrow;
  if (parent.type === 'AssignmentExpression') return parent.left.type === 'MemberExpression' && parent.left.object.type === 'ThisExpression';
  const callee: Node | undefined = parent.type === 'CallExpression' && parent.arguments.includes(arrow) ? unwrap(parent.callee) : undefined;
  return callee?.type === 'MemberExpression' && !callee.computed && ARRAY_CALLBACKS.has(callee.property.name);
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
  let seenAt = Number.POSITIVE_INFINITY;
  let supers = 0;
  for (const { node: inner, arrow } of [...written.params, written.body].flatMap(ownNodes)) {
    switch (inner.type) {
      case 'MetaProperty': return undefined;
      case 'Super': if (inner.parent.type === 'CallExpression' && inner.parent.callee === inner) supers++; break;
      case 'ReturnStatement': if (!arrow && inner.argument) return undefined; break;
      case 'ThisExpression': if (!staysInside(inner, arrow)) seenAt = Math.min(seenAt, (arrow ?? inner).start); break;
    }
  }
  return supers === (node.superClass ? 1 : 0) ? { seenAt } : undefined;
}
