// A function that keeps its callback while its body becomes async: what of it stays outside, and how the callback is told.
import type { Answer } from '../core/callbacks.ts';
import { functionAround } from './chains.ts';
import { isFirstIn } from './callback-continuations.ts';
import type { Flow, Settle } from './callback-items.ts';
import { statementsOf } from './error-branch.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** Functions that throw errors where they throw, and nothing that reads as no error. */
const THROWS_ERRORS = /^(JSON\.(parse|stringify)|(decode|encode)URI(Component)?|Buffer\.(from|alloc|concat)|Number|String|parseInt|parseFloat)$/;

/**
 * The statement that the async part begins with: the first one that waits for something. What stands before it (options that
 * may be left out, checks, early answers) runs as it did.
 * @throws Unfit when the two cannot be told apart
 */
export function firstWaiting(fn: Node, own: Binding, names: NameUses, waits: (call: Node) => boolean): Node {
  if (fn.body.type !== 'BlockStatement') throw new Unfit('callback-form', fn, 'part of an arrow function without braces');
  const list = statementsOf(fn);
  const first = list.find((statement) => {
    let found = false;
    walk(statement, (node) => { if (node.type === 'CallExpression' && functionAround(node) === fn && waits(node)) found = true; });
    return found;
  });
  if (!first) throw new Unfit('callback-nested', fn);
  const later = own.uses.find((use) => isAssigned(use) && functionAround(use) !== fn);
  if (later) throw new Unfit('callback-kept', later);
  // what is declared in the async part is not there before it
  for (const binding of names.declaredIn(fn)) {
    const moved = binding.uses.find((use) => use.start >= first.start && isDeclared(use));
    if (moved && binding.uses.some((use) => use.start >= fn.start && use.start < first.start)) throw new Unfit('callback-form', moved, 'part of a function that uses it before');
  }
  return first;
}

/** Where a variable or a function gets its name. */
function isDeclared(use: Node): boolean {
  for (let node = use, parent = use.parent as Node | undefined; parent; node = parent, parent = parent.parent) {
    if (/^(Function|Class)Declaration$/.test(parent.type)) return parent.id === node;
    if (parent.type === 'VariableDeclarator') return parent.id === node;
    if (!/Pattern$|^ObjectProperty$|^RestElement$/.test(parent.type)) return false;
  }
  return false;
}

/** Refuses what `util.callbackify` would do otherwise. @throws Unfit */
export function checkAnswers(fn: Node, { steps, settles, items, parts, tails, several }: Flow, names: NameUses): void {
  // what is counted down at once calls back at once
  const [part] = [...parts].flatMap(([made, kind]) => (kind !== 'continuation' && isFirstIn(made, fn, parts, tails) ? [made] : []));
  if (part) throw new Unfit('callback-form', part, 'part of a loop');
  if (several > 1) throw new Unfit('callback-several', fn);
  const early = [...settles, ...tails].find(({ call }) => isFirstIn(call, fn, parts, tails));
  if (early) throw new Unfit('callback-at-once', early.call, 'the function');
  const tried = items.find(({ kind, call }) => kind === 'unwrapped' && functionAround(call) === fn);
  if (tried) throw new Unfit('callback-at-once', tried.call, 'the function');
  // it gives the callback an error of its own for a reason that reads as no error
  const clauses = new Set<Node>();
  walk(fn.body, (node) => {
    if (node.type !== 'CatchClause') return;
    const binding = node.param?.type === 'Identifier' ? names.bindings.get(node.param) : undefined;
    if (binding?.uses.some((use) => use.parent.type === 'CallExpression' && use.parent.arguments.includes(use))) clauses.add(node);
  });
  for (const { parent } of clauses) if (!throwsErrors(parent.block)) throw new Unfit('callback-falsy', parent);
  const last = steps.filter(({ call }) => functionAround(call) === fn);
  if (last.length === 0) throw new Unfit('callback-nested', fn);
}

function throwsErrors(block: Node): boolean {
  let sure = true;
  walk(block, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ThrowStatement' || node.type === 'TaggedTemplateExpression' || node.type === 'NewExpression') sure = false;
    if (node.type === 'CallExpression' && !THROWS_ERRORS.test(nameOf(node.callee))) sure = false;
    return true;
  });
  return sure;
}

const nameOf = (callee: Node): string => (callee.type === 'Identifier' ? callee['name'] : callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' ? `${callee.object.name}.${callee.property.name}` : '');

/**
 * What the callback gets where nothing failed, and that a failure gives it the error alone.
 * `named`: the error of a call, which is none, is handed on.
 */
export function answersOf(settles: readonly Settle[], names: NameUses): (Answer | 'named' | 'other')[] {
  return settles.flatMap(({ call, state, error }): (Answer | 'named' | 'other')[] => {
    const args = call['arguments'] as Node[];
    if (state === 'error') return args.length === 1 ? [] : ['other'];
    const count = args.length as Answer;
    if (!error) return [count];
    const first = unwrap(args[0]!);
    if (first.type === 'NullLiteral') return [count];
    const binding = first.type === 'Identifier' ? names.bindings.get(first) : undefined;
    const isOfCall = binding !== undefined && isFunction(binding.scope) && (binding.scope.params as Node[])[0]?.['name'] === binding.name && !binding.uses.some(isAssigned);
    // with a value after it, a failure may have gone this way as well, and have given both
    return isOfCall && count === 1 ? [count, 'named'] : ['other'];
  });
}
