// What a function with callbacks is like once its callbacks are gone: whether its body can stand elsewhere.
import type { Flow, Step } from './callback-items.ts';
import { isFirstIn } from './callback-continuations.ts';
import { isCalm, plainError } from './callback-values.ts';
import { functionAround } from './chains.ts';
import type { NameUses } from './name-uses.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** It ends at one place, the end of its text, but for errors: what follows it can follow there. */
export function isStraight(fn: Node, { settles, steps, parts }: Flow): boolean {
  const endings = [...settles.filter(({ state }) => state !== 'error'), ...steps.filter(({ callback }) => !callback)];
  const [ending] = endings;
  if (!ending || parts.size > 0 || endings.length > 1 || !ending.last || steps.some(({ after }) => after.length > 0)) return false;
  const bySite = new Map(steps.flatMap((step) => (step.callback ? [[step.callback.fn, step] as const] : [])));
  for (let node: Node = ending.node; ;) {
    const owner = node['bare'] === true ? (node['parent'] as Node) : node['parent'].type === 'BlockStatement' && isFunction(node['parent'].parent as Node) ? (node['parent'].parent as Node) : undefined;
    if (!owner) return false;
    if (owner === fn) return true;
    const step: Step | undefined = bySite.get(owner);
    if (!step || !step.last || step.callback!.declaration) return false;
    node = step.node;
  }
}

/** Each turn of a loop can run its body: no variable of one turn is seen in the next one. */
export function isRepeatable(fn: Node, { steps, parts }: Flow, names: NameUses): boolean {
  const dissolved = new Set<Node>([fn, ...steps.flatMap(({ callback }) => (callback ? [callback.fn] : []))]);
  const isKept = (use: Node): boolean => {
    for (let at = functionAround(use); at && at !== fn; at = functionAround(at)) if (!dissolved.has(at)) return true;
    return false;
  };
  let fits = parts.size === 0 && !steps.some(({ callback, after }) => callback?.declaration || after.length > 0);
  walk(fn, (node) => {
    if (isFunction(node)) return dissolved.has(node);
    if (node.type !== 'VariableDeclaration' || node['kind'] !== 'var') return true;
    for (const { id, init } of node['declarations'] as Node[]) {
      const binding = id.type === 'Identifier' ? names.bindings.get(id) : undefined;
      if (!binding || !init || node['parent'].type !== 'BlockStatement' || !isFunction(node['parent'].parent as Node) || binding.uses.some((use) => isKept(use) || use.start < id.start)) fits = false;
    }
    return true;
  });
  return fits;
}

/** It may end by an error that is no object: a library would wrap that. */
export const throwsPlain = ({ settles }: Flow): boolean => settles.some(({ call, error, state }) => state !== 'none' && error !== undefined && unwrap(call['callee'] as Node).type === 'Identifier' && /^(String|Template|Numeric|Boolean)Literal$|^(Object|Array|Binary)Expression$/.test(plainError(error).type));

/** Some path gives an error before anything was waited for. */
export const failsAtOnce = (fn: Node, { settles, parts, tails }: Flow): boolean => settles.some(({ call, state }) => state !== 'none' && (functionAround(call) === fn || (parts.get(functionAround(call)!) === 'continuation' && isFirstIn(call, fn, parts, tails))));

/** Each value that it gives can be left out where nobody wants it: names, or what does something and is written all the same. */
export const givesDroppable = ({ settles }: Flow): boolean => settles.every(({ value }) => !value || /^(Identifier|ThisExpression|(Null|Boolean)Literal)$/.test(value.type) || !isCalm(value));
