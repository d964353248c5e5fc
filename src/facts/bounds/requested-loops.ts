// Loops of which somebody asks that their turns run together, and what makes that impossible: turns that end the loop, or hand something on to later ones.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { blockNames, patternNames } from '../scope.ts';
import { mayMove, nameOfList } from './list-changes.ts';
import { exitsOf } from './loop-exits.ts';
import type { BoundObstacle } from './mapped-promises.ts';

export interface RequestedParts {
  readonly pattern: Node;
  readonly list: Node;
  /** A block, or a statement that is one expression. */
  readonly body: Node;
  /** `continue` of the loop itself. */
  readonly continues: readonly Node[];
  /** `f(x)` of `out.push(await f(x))`, the pushes of which keep their order. */
  readonly pushed?: Node;
}

/** What a call does to something that later turns, or whoever comes after the loop, see in the order of the calls. */
const ORDERED = /^(?:push|unshift|pop|shift|splice|sort|reverse|fill|set|add|delete|clear|append|appendChild|write|end|emit)$/;

/** @param text of the file */
export function requestedParts(loop: Node, names: NameUses, text: string): RequestedParts | BoundObstacle {
  const form = (to: string): BoundObstacle => ({ code: 'bound-loop-form', to });
  if (loop.type !== 'ForOfStatement') return form('only turns of for (const x of list) can run together');
  if (loop['await']) return form('its list is waited for');
  const [left, list, body]: Node[] = [loop['left'], loop['right'], loop['body']] as Node[];
  if (left!.type !== 'VariableDeclaration' || !/^(?:const|let)$/.test(left!['kind'])) return form('its variable outlives a turn');
  const pattern: Node = left!['declarations'][0].id;
  if (body!.type !== 'BlockStatement' && body!.type !== 'ExpressionStatement') return form('its body is no block');
  if (loop['parent'].type === 'LabeledStatement') return form('it has a label');
  if (list!.type === 'SequenceExpression') return form('its list is the last of several');
  if (hasAwait(pattern)) return form('its variables are waited for');
  if (!hasAwait(body!)) return form('its turns wait for nothing');
  const declared = body!.type === 'BlockStatement' ? blockNames(body!['body']) : [];
  if (patternNames(pattern).some((name) => declared.includes(name))) return form('a turn declares the name of the element once more');
  if (!isBare(loop, text)) return { code: 'bound-comment' };
  const exits = exitsOf(body!);
  if (exits.other !== undefined) return { code: 'bound-loop-exit', to: exits.other };
  const pushed = pushedBy(body!, loop, names);
  const shared = sharedWrite(body!, loop, names, pushed);
  if (shared !== undefined) return { code: 'bound-loop-writes', to: shared };
  const name = nameOfList(list!);
  if (name !== undefined && mayMove(body!, new Set([name]))) return { code: 'bound-list', to: 'a turn may change it, or hand it to something that does' };
  return { pattern, list: list!, body: body!, continues: exits.continues, ...(pushed && { pushed }) };
}

/** Outside of functions in it. */
function hasAwait(node: Node): boolean {
  let found = false;
  walk(node, (each) => {
    if (isFunction(each)) return false;
    if (each.type === 'AwaitExpression' || (each.type === 'ForOfStatement' && each['await'])) found = true;
    return undefined;
  });
  return found;
}

/** No comment stands where the head of the loop is taken apart. */
function isBare(loop: Node, text: string): boolean {
  const { left, right, body } = loop;
  const gaps = [text.slice(loop.start, left.declarations[0].id.start), text.slice(left.end, right.start), text.slice(right.end, body.start)];
  return gaps.every((gap) => /^(?:for)?[\s()]*(?:const|let|of)?[\s()]*$/.test(gap));
}

/** The whole turn is `out.push(await f(x))`. */
function pushedBy(body: Node, loop: Node, names: NameUses): Node | undefined {
  const statement = body.type === 'BlockStatement' ? (body['body'].length === 1 ? (body['body'][0] as Node) : undefined) : body;
  const call = statement?.type === 'ExpressionStatement' ? (statement['expression'] as Node) : undefined;
  if (call?.type !== 'CallExpression' || call['callee'].type !== 'MemberExpression' || call['callee'].computed || call['callee'].property.name !== 'push' || call['arguments'].length !== 1) return undefined;
  const { object } = call['callee'];
  const binding = object.type === 'Identifier' ? names.bindings.get(object) : undefined;
  const wait: Node = call['arguments'][0];
  // brackets around what moves would stay
  if (!binding || isWithin(binding.scope, loop) || binding.uses.some(isAssigned) || wait.type !== 'AwaitExpression' || wait['argument'].type !== 'CallExpression') return undefined;
  let looksAt = false;
  // what was pushed before is another thing then
  walk(wait['argument'], (node) => { if (node.type === 'Identifier' && names.bindings.get(node) === binding) looksAt = true; });
  return looksAt || hasAwait(wait['argument']) ? undefined : wait['argument'];
}

const isWithin = (inner: Node, outer: Node): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** What a turn changes that is there beside it. */
function sharedWrite(body: Node, loop: Node, names: NameUses, pushed: Node | undefined): string | undefined {
  let found: string | undefined;
  const isOutside = (node: Node): boolean => {
    let root = unwrap(node);
    for (;;) {
      if (/^(?:Optional)?MemberExpression$/.test(root.type)) root = unwrap(root['object']);
      else if (/^(?:Optional)?CallExpression$/.test(root.type)) root = unwrap(root['callee']);
      else if (root.type === 'AwaitExpression') root = unwrap(root['argument']);
      else break;
    }
    if (root.type === 'ThisExpression' || root.type === 'Super') return true;
    if (root.type !== 'Identifier') return false;
    const binding = names.bindings.get(root);
    return !binding || !isWithin(binding.scope, loop);
  };
  walk(body, (node) => {
    if (node.type === 'Identifier' && names.bindings.has(node) && isAssigned(node)) {
      const binding = names.bindings.get(node);
      if (!binding || !isWithin(binding.scope, loop)) found ??= `it sets ${node['name']}`;
    }
    if (node.type === 'VariableDeclaration' && (node['kind'] === 'var' || /using$/.test(node['kind']))) found ??= `it declares a variable with ${node['kind']}`;
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') found ??= 'it declares a function or class';
    const isMember = /^(?:Optional)?MemberExpression$/.test(node.type);
    const isDeleted = isMember && node['parent'].type === 'UnaryExpression' && node['parent'].operator === 'delete';
    if (isMember && (isAssigned(node) || isDeleted) && isOutside(node['object'])) found ??= 'it sets a property of what is there beside it';
    if (!/^(?:Optional)?CallExpression$/.test(node.type) || node['parent'].type === 'AwaitExpression') return;
    const callee = unwrap(node['callee']);
    if (!/^(?:Optional)?MemberExpression$/.test(callee.type) || callee['computed'] || !ORDERED.test(callee['property'].name) || !isOutside(callee['object'])) return;
    if (!pushed || node['arguments'][0] !== pushed['parent']) found ??= `.${callee['property'].name}() is called in the order in which the turns come to it`;
  });
  return found;
}
