// Functions declared inside of one that calls back, which call back for it: `function finish(x) { …; cb(null, x) }`.
import type { Binding, NameUses } from './name-uses.ts';
import { functionAround, usesContext } from './chains.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** A function that is only called, and that calls `own`, the callback of the function around it, itself or by another one. */
export interface Continuation {
  readonly fn: Node;
  readonly binding: Binding;
}

/** The continuation of `around` that a call is of; undefined when it is of something else. */
export function continuationOf(call: Node, around: Node, own: Binding, names: NameUses): Continuation | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call['callee'] as Node) : undefined;
  const binding = callee?.type === 'Identifier' ? names.bindings.get(callee) : undefined;
  const continuation = binding && declaredIn(binding, around);
  return continuation && callsBack(continuation, around, own, names, new Set()) ? continuation : undefined;
}

/** The plain function that a name of the body of `around` is declared as, once. */
function declaredIn(binding: Binding, around: Node): Continuation | undefined {
  const declared = binding.uses.filter((use) => use.parent.type === 'FunctionDeclaration' && use.parent.id === use);
  const fn = declared[0]?.['parent'] as Node | undefined;
  if (!fn || declared.length > 1 || binding.kinds.has('param') || fn['parent'] !== around['body'] || fn['async'] || fn['generator'] || fn['body'].directives?.length > 0 || usesContext(fn)) return undefined;
  return binding.uses.every((use) => use === fn['id'] || (use.parent.type === 'CallExpression' && use.parent.callee === use)) ? { fn, binding } : undefined;
}

function callsBack({ fn }: Continuation, around: Node, own: Binding, names: NameUses, seen: Set<Node>): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (own.uses.some((use) => use.start >= fn.start && use.end <= fn.end)) return true;
  let found = false;
  walk(fn['body'] as Node, (node) => {
    const binding = node.type === 'CallExpression' && node['callee'].type === 'Identifier' ? names.bindings.get(node['callee'] as Node) : undefined;
    const other = binding && declaredIn(binding, around);
    if (other && callsBack(other, around, own, names, seen)) found = true;
    return !found;
  });
  return found;
}

/** What it calls back runs before anything was waited for: some call of it does. */
export function isFirstIn(node: Node, fn: Node, parts: ReadonlyMap<Node, string>, tails: readonly { readonly call: Node; readonly continuation: Node }[], seen: ReadonlySet<Node> = new Set()): boolean {
  let at = functionAround(node);
  while (at && at !== fn && parts.has(at) && parts.get(at) !== 'continuation') at = functionAround(at);
  const continuation = at;
  if (continuation && continuation !== fn && parts.get(continuation) === 'continuation') return !seen.has(continuation) && tails.some((tail) => tail.continuation === continuation && isFirstIn(tail.call, fn, parts, tails, new Set([...seen, continuation])));
  return at === (isFunction(fn) ? fn : undefined);
}
