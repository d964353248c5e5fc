// Groups of promises: each `Promise.all` of a file, what stands in it, and whether the function around waits for it in place.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { combinator } from '../waiting.ts';

export interface PromiseGroup {
  /** The call of `Promise.all`. */
  readonly call: Node;
  /** Its only argument. */
  readonly list: Node;
  /** The elements of lists that are written out as a whole: of its own, and of groups in it. */
  readonly siblings: readonly Node[];
  /** The functions that `map` calls for each, where a list is made so. */
  readonly makers: readonly Node[];
  /** Groups that are members of it. */
  readonly inner: readonly Node[];
}

/** All that are no members of another one, in source order. */
export function groupsIn(program: Node, names: NameUses): PromiseGroup[] {
  const found: PromiseGroup[] = [];
  const known = new Set<Node>();
  walk(program, (node) => {
    if (!isGroup(node, names) || known.has(node)) return;
    const inner: Node[] = [];
    found.push({ call: node, list: node['arguments'][0], ...membersOf(node, names, inner), inner });
    for (const each of inner) known.add(each);
  });
  return found;
}

const isGroup = (node: Node, names: NameUses): boolean => combinator(node) === 'all' && !names.bindings.get(node['callee'].object) && node['arguments'].length === 1;

/** @param inner gets the groups that are members */
function membersOf(call: Node, names: NameUses, inner: Node[]): Pick<PromiseGroup, 'siblings' | 'makers'> {
  const list = unwrap(call['arguments'][0]);
  const maker = mappedBy(list);
  if (maker) return { siblings: [], makers: [maker] };
  const elements = list.type === 'ArrayExpression' ? (list['elements'] as (Node | null)[]) : [];
  if (elements.some((each) => each === null || each.type === 'SpreadElement')) return { siblings: [], makers: [] };
  const members = (elements as Node[]).map((each) => {
    const node = unwrap(each);
    const within = isGroup(node, names) ? membersOf(node, names, inner) : undefined;
    if (!within || within.siblings.length + within.makers.length === 0) return { siblings: [each], makers: [] };
    inner.push(node);
    return within;
  });
  return { siblings: members.flatMap(({ siblings }) => siblings), makers: members.flatMap(({ makers }) => makers) };
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
