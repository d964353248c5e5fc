// Groups of promises: each `Promise.all` of a file, what stands in it, and whether the function around waits for it in place.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { combinator } from '../waiting.ts';

export interface PromiseGroup {
  /** The call of `Promise.all`. */
  readonly call: Node;
  /** Its only argument. */
  readonly list: Node;
  /** The elements of a list that is written out as a whole. */
  readonly siblings: readonly Node[];
  /** The function that `map` calls for each, when the list is made so. */
  readonly each: Node | undefined;
}

/** All of them, in source order. */
export function groupsIn(program: Node, names: NameUses): PromiseGroup[] {
  const found: PromiseGroup[] = [];
  walk(program, (node) => {
    if (combinator(node) !== 'all' || names.bindings.get(node['callee'].object) || node['arguments'].length !== 1) return;
    const [list] = node['arguments'] as [Node];
    const value = unwrap(list);
    const elements = value.type === 'ArrayExpression' ? (value['elements'] as (Node | null)[]) : [];
    const siblings = elements.filter((each): each is Node => each !== null && each.type !== 'SpreadElement');
    found.push({ call: node, list, siblings: siblings.length === elements.length ? siblings : [], each: mappedBy(value) });
  });
  return found;
}

/** `files.map((file) => …)` */
function mappedBy(list: Node): Node | undefined {
  if (list.type !== 'CallExpression' || list['callee'].type !== 'MemberExpression' || list['callee'].computed || list['callee'].property.name !== 'map' || list['arguments'].length !== 1) return undefined;
  const callback = unwrap(list['arguments'][0]);
  return isFunction(callback) && !callback['generator'] ? callback : undefined;
}

/** An async function waits for it where it stands: what it throws at once is thrown in the same place when it comes as a rejection. */
export function isAwaitedInPlace({ call }: PromiseGroup): boolean {
  let at = call;
  while (unwrap(at['parent']) !== at['parent']) at = at['parent'];
  const parent = at['parent'] as Node;
  if (parent.type === 'AwaitExpression') return true;
  if (parent.type === 'ArrowFunctionExpression') return parent['body'] === at && parent['async'] === true;
  if (parent.type !== 'ReturnStatement') return false;
  let owner = parent;
  while (owner['parent'] && !isFunction(owner)) owner = owner['parent'];
  return owner['async'] === true;
}

/** Something in it is awaited before all of it has begun. */
export function waitsInside({ list }: PromiseGroup): boolean {
  let found = false;
  walk(list, (node) => {
    if (node.type === 'AwaitExpression' || node.type === 'YieldExpression') found = true;
    return !isFunction(node);
  });
  return found;
}
