// Whether the function that a promise is made in waits for it, and for nobody else: only then may that function's signal end it.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { combinator, waiterOf } from '../waiting.ts';

/**
 * Awaited or returned, alone or in a group; or kept in a constant that is used once, for that, with nothing awaited before. A
 * promise that goes anywhere else may be shared with callers who were not cancelled, or fail with nobody looking.
 */
export function isWaitedFor(node: Node, names: NameUses, depth = 0): boolean {
  if (depth === 0 && isInParameters(node)) return false;
  const parent = node['parent'] as Node;
  const name = combinator(parent);
  if ((name === 'all' || name === 'allSettled') && parent['arguments'][0] === node) return isWaitedFor(parent, names, depth);
  if (parent.type === 'ArrayExpression' && /^all(?:Settled)?$/.test(combinator(parent['parent']) ?? '')) return isWaitedFor(parent['parent'], names, depth);
  if (waiterOf(node).waits) return true;
  if (parent.type !== 'VariableDeclarator' || parent['id'].type !== 'Identifier' || parent['init'] === undefined || unwrap(parent['init']) !== unwrap(node) || depth > 2) return false;
  const uses = names.bindings.get(parent['id'])?.uses ?? [];
  const [other] = uses.filter((use) => use !== parent['id']);
  return other !== undefined && uses.length === 2 && !uses.some(isAssigned) && isNext(parent, other) && isWaitedFor(other, names, depth + 1);
}

/** The `catch` around a node that ends the process: it would do so with another exit code than a signal. */
export function exitingCatch(node: Node): Node | undefined {
  for (let at = node; at['parent'] && !isFunction(at); at = at['parent']) {
    const parent = at['parent'] as Node;
    if (parent.type !== 'TryStatement' || parent['block'] !== at || !parent['handler']) continue;
    let exits = false;
    walk(parent['handler'].body, (inner) => {
      if (inner.type === 'MemberExpression' && /^exit(?:Code)?$/.test(inner['property'].name ?? '') && inner['object'].name === 'process') exits = true;
    });
    return exits ? parent['handler'] : undefined;
  }
  return undefined;
}

/** The function that a node stands in; the program for none. */
export function functionAround(node: Node): Node {
  let at = node['parent'] as Node;
  while (at['parent'] && !isFunction(at)) at = at['parent'];
  return at;
}

/** In a default, which is evaluated before the parameters behind it are there. */
function isInParameters(node: Node): boolean {
  for (let at = node; at['parent']; at = at['parent']) if (isFunction(at['parent']) && (at['parent'].params as Node[]).includes(at)) return true;
  return false;
}

/** What evaluates all that stands in it. */
const SURE = /^(?:Identifier|AwaitExpression|VariableDeclarator|CallExpression|MemberExpression|ArrayExpression|ObjectExpression|ObjectProperty|AssignmentExpression|TemplateLiteral|BinaryExpression|SpreadElement|TS\w+Expression)$/;

/** The constant is used in a later statement beside its own, and nothing is awaited in between. */
function isNext(declarator: Node, use: Node): boolean {
  const block = declarator['parent']['parent'] as Node;
  let statement = use;
  while (statement['parent'] && statement['parent'] !== block) {
    // whatever else it stands in may not come to it
    if (!SURE.test(statement.type)) return false;
    statement = statement['parent'];
  }
  const list = block['body'] as unknown;
  if (!Array.isArray(list)) return false;
  const between = (list as Node[]).slice(list.indexOf(declarator['parent']) + 1, list.indexOf(statement));
  return list.includes(statement) && [declarator['parent'] as Node, ...between].every((each) => awaitsAfter(each, declarator.end) === undefined) && awaitsAfter(statement, statement.start, use.start) === undefined;
}

/** The first `await` in the function of `node` that is over between two offsets. */
function awaitsAfter(node: Node, from: number, to = Number.POSITIVE_INFINITY): Node | undefined {
  let found: Node | undefined;
  walk(node, (inner) => {
    if (isFunction(inner)) return false;
    if (/^(?:AwaitExpression|YieldExpression)$/.test(inner.type) && inner.start >= from && inner.end <= to) found ??= inner;
    return !(inner.type === 'ForOfStatement' && inner['await'] && (found ??= inner));
  });
  return found;
}

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
