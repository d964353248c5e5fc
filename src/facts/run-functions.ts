// The functions that a call hands to a library which runs them: whether they call back later, and with how many values.
import type { Running } from '../core/api.ts';
import { isFunction, unwrap, type Node } from '../syntax/node.ts';
import { isAssigned, type NameUses } from './name-uses.ts';

/** What is known of a call by which a functions waits: it calls back later, and with one value at most. */
export interface Waiting {
  readonly later: boolean;
  readonly one: boolean;
}

/** What is known of the other calls, by their place. */
export type WaitingOf = (call: Node) => Waiting | undefined;

/** Some function that is run for sure calls back later, so that what runs them can't call back at once, either. */
export function isLater(call: Node, { at, how }: Running, names: NameUses, waitingOf: WaitingOf): boolean {
  const waits = (node: Node | undefined): boolean => {
    const fn = functionOf(node, names);
    return fn !== undefined && usesOf(fn, names)?.every((use) => isAwaiting(use, fn, waitingOf)) === true;
  };
  if (how === 'perhaps') return false;
  if (how === 'again') return waits(argument(call, at));
  if (how === 'each') return holdsSome(argument(call, 0)) && waits(argument(call, at));
  const fns = listed(argument(call, 0));
  if (!fns || fns.length === 0) return false;
  return how === 'in turn' ? waits(fns[0]) : fns.every(waits);
}

/** Its callback gets one value at most. */
export function givesOne(call: Node, { at, how }: Running, names: NameUses, waitingOf: WaitingOf): boolean {
  const gives = (node: Node | undefined): boolean => {
    const fn = functionOf(node, names);
    return fn !== undefined && usesOf(fn, names)?.every((use) => isOneValue(use, waitingOf)) === true;
  };
  if (how === 'again' || how === 'perhaps' || how === 'each') return gives(argument(call, at));
  const fns = listed(argument(call, 0));
  if (!fns || fns.length === 0) return false;
  return how === 'in turn' ? gives(fns.at(-1)) : fns.every(gives);
}

/**
 * A function that is run together with others ends it all at once: with an error, or, `early`, with any value. Its callback
 * runs before the others are started. Only what is written there is known.
 */
export function endsAtOnce(call: Node, { at, how, serial }: Running, early: boolean, names: NameUses, waitingOf: WaitingOf): boolean {
  if (serial) return false;
  const fns = how === 'together' ? (listed(argument(call, 0)) ?? []) : [argument(call, at)];
  return fns.some((node) => {
    const fn = functionOf(node, names);
    return fn !== undefined && usesOf(fn, names)?.some((use) => use['parent'].callee === use && !isAwaiting(use, fn, waitingOf) && (early || mayFail(use['parent'].arguments as Node[]))) === true;
  });
}

const mayFail = ([error]: Node[]): boolean => error !== undefined && error.type !== 'NullLiteral' && error['name'] !== 'undefined';

const argument = (call: Node, at: number): Node | undefined => {
  const found = (call['arguments'] as Node[])[at];
  return found && unwrap(found);
};

const holdsSome = (node: Node | undefined): boolean => node?.type === 'ArrayExpression' && node.elements.length > 0 && (node.elements as (Node | null)[]).every((each) => each !== null && each.type !== 'SpreadElement');

/** The function that is written there, or the only one that has that name. */
function functionOf(node: Node | undefined, names: NameUses): Node | undefined {
  if (!node || isFunction(node)) return node;
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || binding.kinds.has('param') || binding.uses.some(isAssigned)) return undefined;
  const fns = binding.uses.flatMap((use) => {
    const parent = use['parent'] as Node;
    const fn = parent.type === 'FunctionDeclaration' && parent['id'] === use ? parent : parent.type === 'VariableDeclarator' && parent['id'] === use && parent['init'] ? unwrap(parent['init'] as Node) : undefined;
    return fn && isFunction(fn) ? [fn] : [];
  });
  return fns.length === 1 ? fns[0] : undefined;
}

/** The functions of a list or an object; those that stand after the names of what they need, too. Undefined when there may be others. */
function listed(node: Node | undefined): Node[] | undefined {
  const members: (Node | undefined)[] = node?.type === 'ArrayExpression' ? (node.elements as Node[])
    : node?.type === 'ObjectExpression' ? (node.properties as Node[]).map((each) => (each.type === 'ObjectProperty' ? (each['value'] as Node) : each.type === 'ObjectMethod' && each['kind'] === 'method' ? each : undefined))
    : [undefined];
  const fns = members.map((each) => {
    const value = each && unwrap(each);
    const last = value?.type === 'ArrayExpression' ? ((value['elements'] as (Node | null)[]).at(-1) ?? undefined) : value;
    return last && (isFunction(last) || last.type === 'Identifier') ? last : undefined;
  });
  return fns.every((fn) => fn !== undefined) ? fns : undefined;
}

/** Where a function uses its callback, the last parameter; undefined when it has none, or is one that gets none. */
function usesOf(fn: Node, names: NameUses): Node[] | undefined {
  const last = (fn['params'] as Node[]).at(-1);
  if (last?.type !== 'Identifier' || fn['async'] || fn['generator']) return undefined;
  const uses = names.declaredIn(fn).find(({ name }) => name === last['name'])?.uses.filter((use) => use !== last);
  return uses && uses.length > 0 ? uses : undefined;
}

/** It is used in a function that some call of `fn` calls later, or handed to such a call. */
function isAwaiting(use: Node, fn: Node, waitingOf: WaitingOf): boolean {
  for (let at = use; at !== fn; at = at['parent'] as Node) {
    const parent = at['parent'] as Node;
    const isGiven = at === use || isFunction(at);
    if (isGiven && parent.type === 'CallExpression' && (parent['arguments'] as Node[]).includes(at) && waitingOf(parent)?.later === true) return true;
  }
  return false;
}

function isOneValue(use: Node, waitingOf: WaitingOf): boolean {
  const parent = use['parent'] as Node;
  if (parent.type !== 'CallExpression') return false;
  const args = parent['arguments'] as Node[];
  if (parent['callee'] === use) return args.length <= 2 && args.every(({ type }) => type !== 'SpreadElement');
  return args.at(-1) === use && waitingOf(parent)?.one === true;
}

/** Calls whose callback is called later, whatever it is: `setTimeout(f, 1)`. */
export function isTimer(call: Node, names: NameUses): boolean {
  const callee = unwrap(call['callee'] as Node);
  if (callee.type === 'Identifier') return /^(setTimeout|setImmediate)$/.test(callee['name'] as string) && !names.bindings.get(callee);
  return callee.type === 'MemberExpression' && !callee['computed'] && callee['object'].name === 'process' && !names.bindings.get(callee['object'] as Node) && callee['property'].name === 'nextTick';
}
