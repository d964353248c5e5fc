// Whether the function that a promise is made in waits for it, and for nobody else: only then may that function's signal end it.
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { combinator, waiterOf } from '../waiting.ts';

/**
 * Awaited or returned, alone or in a group; or kept in a constant that is used once, for that. A promise that goes anywhere
 * else may be shared with callers who were not cancelled.
 */
export function isWaitedFor(node: Node, names: NameUses, depth = 0): boolean {
  const parent = node['parent'] as Node;
  const name = combinator(parent);
  if ((name === 'all' || name === 'allSettled') && parent['arguments'][0] === node) return isWaitedFor(parent, names, depth);
  if (waiterOf(node).waits) return true;
  if (parent.type !== 'VariableDeclarator' || parent['id'].type !== 'Identifier' || parent['init'] === undefined || unwrap(parent['init']) !== unwrap(node) || depth > 2) return false;
  const uses = names.bindings.get(parent['id'])?.uses ?? [];
  const [other] = uses.filter((use) => use !== parent['id']);
  return other !== undefined && uses.length === 2 && !uses.some(isAssigned) && sameFunction(other, parent) && isWaitedFor(other, names, depth + 1);
}

/** The function that a node stands in; the program for none. */
export function functionAround(node: Node): Node {
  let at = node['parent'] as Node;
  while (at['parent'] && !isFunction(at)) at = at['parent'];
  return at;
}

const sameFunction = (a: Node, b: Node): boolean => functionAround(a) === functionAround(b);

/** Where a function puts things in order after it failed or ended: what runs there must not be stopped. */
export function cleanupAround(node: Node): 'finally' | 'catch' | undefined {
  let found: 'catch' | undefined;
  for (let at = node; at['parent'] && !isFunction(at); at = at['parent']) {
    const parent = at['parent'] as Node;
    if (parent.type === 'TryStatement' && parent['finalizer'] === at) return 'finally';
    if (parent.type === 'CatchClause' && parent['body'] === at) found = 'catch';
  }
  return found;
}
