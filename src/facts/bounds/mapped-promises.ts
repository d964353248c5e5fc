// Promises of all elements of a list that are begun at once: `Promise.all(list.map(f))`, `Promise.all(Array.from(list, f))`.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { givesPromise } from '../../apis/promises.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { isCollection } from './list-changes.ts';
import { combinator, waiterOf } from '../waiting.ts';

/** What stands against a bound, and where. */
export interface BoundObstacle {
  readonly code: string;
  readonly to?: string;
}

export interface MappedPromises {
  /** The function that it stands in. */
  readonly within: Node | undefined;
  /** The whole: `Promise.all(…)`. */
  readonly node: Node;
  readonly method: 'all' | 'allSettled';
  /** The call that begins them. */
  readonly call: Node;
  readonly callback: Node;
  readonly list: Node;
  /** How many elements the list has, where its text says so. */
  readonly length?: number;
  readonly obstacle?: BoundObstacle;
}

/** All of a program, in source order. Its parents must be linked. */
export function mappedPromises(program: Node, names: NameUses): MappedPromises[] {
  const found: MappedPromises[] = [];
  walk(program, (node) => {
    const method = combinator(node);
    if ((method !== 'all' && method !== 'allSettled') || names.bindings.get(node['callee'].object) || node['arguments'].length !== 1) return;
    const call = unwrap(node['arguments'][0]);
    const begun = begins(call, names);
    if (!begun) return;
    const obstacle = obstacleOf(node, method, begun, names);
    const length = lengthOf(begun.list, names);
    found.push({ within: enclosing(node), node, method, call, callback: begun.callback, list: begun.list, ...(length !== undefined && { length }), ...(obstacle && { obstacle }) });
  });
  return found;
}

interface Begun {
  readonly list: Node;
  readonly callback: Node;
  readonly hasReceiver: boolean;
  /** The list may be anything that gives one value after the other. */
  readonly isIterated: boolean;
}

/** `list.map(f)`, `Array.from(list, f)` */
function begins(call: Node, names: NameUses): Begun | undefined {
  if (!/^(?:Optional)?CallExpression$/.test(call.type)) return undefined;
  const callee = unwrap(call['callee']);
  if (!/^(?:Optional)?MemberExpression$/.test(callee.type) || callee['computed']) return undefined;
  const args = call['arguments'] as Node[];
  if (args.some(({ type }) => type === 'SpreadElement')) return undefined;
  const isArrayFrom = callee['property'].name === 'from' && callee['object'].name === 'Array' && !names.bindings.get(callee['object']);
  if (isArrayFrom) return args.length < 2 ? undefined : { list: args[0]!, callback: args[1]!, hasReceiver: args.length > 2, isIterated: true };
  // Promise.map and the like of libraries have a bound of their own
  if (callee['property'].name !== 'map' || args.length === 0 || args.length > 2) return undefined;
  return { list: callee['object'], callback: args[0]!, hasReceiver: args.length === 2, isIterated: false };
}

function obstacleOf(node: Node, method: 'all' | 'allSettled', { list, callback, hasReceiver, isIterated }: Begun, names: NameUses): BoundObstacle | undefined {
  const fn = unwrap(callback);
  const isInPlace = isFunction(fn);
  if (isInPlace && fn['generator']) return { code: 'bound-callback', to: 'a generator' };
  if (hasReceiver && fn.type !== 'ArrowFunctionExpression') return { code: 'bound-callback', to: 'a function that is handed its `this`' };
  if (isIterated && !isCollection(list, names)) return { code: 'bound-list', to: 'it may be an iterator that does something between two values' };
  const { waits } = waiterOf(node);
  if (!waits) return { code: 'bound-not-awaited' };
  if (isInPlace && fn['async']) return undefined;
  const origin = originOf(fn, names);
  if (origin && givesPromise(origin.specifier, origin.path)) return undefined;
  // a throw before there is a promise ends `map`: it must come out as a rejection, and be seen at once
  if (method === 'allSettled') return { code: 'bound-callback', to: 'a function that is not async: what it throws ends the whole now, and would be one of the results then' };
  return waits.type === 'AwaitExpression' || isRejectedThere(enclosing(node)) || isCalm(fn, names) ? undefined : { code: 'bound-throws' };
}

/** What is thrown in the function is a rejection for whoever calls it. */
export function isRejectedThere(fn: Node | undefined): boolean {
  if (!fn) return false;
  const call: Node = fn['parent'];
  const isHandler = call.type === 'CallExpression' && call['arguments'].includes(fn) && call['callee'].type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(call['callee'].property.name);
  return fn['async'] === true || isHandler;
}

/** Nothing in a function can throw before it gives a promise: it hands names and literals to a function that gives one. */
function isCalm(fn: Node, names: NameUses): boolean {
  if (!isFunction(fn) || (fn['params'] as Node[]).some(({ type }) => type !== 'Identifier')) return false;
  const statement = fn['body'].type === 'BlockStatement' ? (fn['body'].body.length === 1 ? fn['body'].body[0] : undefined) : undefined;
  const call = unwrap(statement?.type === 'ReturnStatement' && statement['argument'] ? statement['argument'] : fn['body']);
  const origin = call.type === 'CallExpression' ? originOf(call['callee'], names) : undefined;
  const isPlain = (node: Node): boolean => /^(?:Identifier|StringLiteral|NumericLiteral|BooleanLiteral|NullLiteral)$/.test(unwrap(node).type) || (node.type === 'ObjectExpression' && (node['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && isPlain(each['value'])));
  return origin !== undefined && givesPromise(origin.specifier, origin.path) && (call['arguments'] as Node[]).every(isPlain);
}

function enclosing(node: Node): Node | undefined {
  let at = node['parent'] as Node | undefined;
  while (at && !isFunction(at)) at = at['parent'];
  return at;
}

/** Of a literal, or of a variable that holds one and is only read. */
function lengthOf(list: Node, names: NameUses): number | undefined {
  const node = unwrap(list);
  if (node.type === 'ArrayExpression') return (node['elements'] as (Node | null)[]).some((each) => each?.type === 'SpreadElement') ? undefined : node['elements'].length;
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || binding.uses.some(isAssigned)) return undefined;
  const isRead = (use: Node): boolean => {
    const parent: Node = use['parent'];
    if (parent.type === 'VariableDeclarator' && parent['id'] === use) return true;
    if (parent.type === 'ForOfStatement' && parent['right'] === use) return true;
    return parent.type === 'MemberExpression' && parent['object'] === use && !parent['computed'] && /^(?:map|forEach|filter|length|some|every|join|includes|find|slice)$/.test(parent['property'].name) && parent['parent'].left !== parent;
  };
  const declared = binding.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
  return declared?.['init'] && unwrap(declared['init']).type === 'ArrayExpression' && binding.uses.every(isRead) ? lengthOf(declared['init'], names) : undefined;
}
