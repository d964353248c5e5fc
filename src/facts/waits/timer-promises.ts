// Sleeps written by hand: `new Promise((resolve) => setTimeout(resolve, 100))`, which `timers/promises` has ready made.
import type { WaitFact } from '../../core/wait.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { isNumber } from './numbers.ts';

const isGlobal = (node: Node | undefined, name: string, names: NameUses): boolean => node?.type === 'Identifier' && node.name === name && names.bindings.get(node) === undefined;

/** The one thing that a function does. */
function soleExpression({ body }: Node): Node | undefined {
  if (body.type !== 'BlockStatement') return unwrap(body);
  const [only, ...rest] = body.body as Node[];
  if (!only || rest.length > 0 || body.directives.length > 0) return undefined;
  return only.type === 'ExpressionStatement' ? unwrap(only.expression) : only.type === 'ReturnStatement' && only.argument ? unwrap(only.argument) : undefined;
}

const isPlain = (fn: Node | undefined): fn is Node => fn !== undefined && isFunction(fn) && !fn.async && !fn.generator;

/** The value that a timer's callback resolves with, null for none; undefined when the callback does anything else. */
function resolvedWith(callback: Node | undefined, resolve: string): Node | null | undefined {
  if (callback?.type === 'Identifier') return callback.name === resolve ? null : undefined;
  if (!isPlain(callback) || callback.params.length > 0) return undefined;
  const call = soleExpression(callback);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== resolve || call.arguments.length > 1) return undefined;
  return call.arguments[0] ?? null;
}

const isValue = (node: Node): boolean => /^(?:String|Numeric|Boolean|Null)Literal$/.test(node.type);

/** Reading it cannot fail: then it does not matter whether it is read in the promise's function or before. */
const cannotFail = (node: Node): boolean => every(node, ({ type }) => !/Member|Call|New|Tagged/.test(type));

/** It calls nothing but functions of the language, which give numbers. */
const callsNothing = (node: Node, names: NameUses): boolean => every(node, (each) => !isFunction(each) && !/^(?:New|OptionalCall|TaggedTemplate|Await|Yield|Assignment|Update)/.test(each.type) && (each.type !== 'CallExpression' || isNumber(each, names)));

function every(node: Node, holds: (node: Node) => boolean): boolean {
  let answer = true;
  walk(node, (each) => { if (!holds(each)) answer = false; });
  return answer;
}

/** All of a file, in source order. */
export function timerPromises(program: Node, { names }: { readonly names: NameUses }): WaitFact[] {
  const found: WaitFact[] = [];
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || node.arguments.length !== 1 || !isGlobal(node.callee, 'Promise', names)) return;
    const executor = unwrap(node.arguments[0]);
    if (!isPlain(executor) || executor.params.length === 0 || executor.params.length > 2 || executor.params[0].type !== 'Identifier') return;
    const timer = soleExpression(executor);
    if (timer?.type !== 'CallExpression' || !isGlobal(timer.callee, 'setTimeout', names)) return;
    const [callback, ms, value, ...rest] = timer.arguments as Node[];
    const given = resolvedWith(callback, executor.params[0].name);
    if (given === undefined) return;
    const add = (more: Pick<WaitFact, 'form' | 'refused'>): void => void found.push({ span: { start: node.start, end: node.end }, name: 'setTimeout', ...more });
    // a callback of its own gets the timer's further arguments for nothing
    const result = value && callback!.type === 'Identifier' ? value : given;
    if (rest.length > 0 || (result && !isValue(result)) || (ms && !(isNumber(ms, names) && callsNothing(ms, names) && (cannotFail(ms) || node.parent?.type === 'AwaitExpression')))) return add({ refused: { code: 'wait-argument', to: '' } });
    add({ form: { kind: 'promise', ...(ms ? { argument: { start: ms.start, end: ms.end } } : {}), ...(result ? { value: { start: result.start, end: result.end } } : {}) } });
  });
  return found;
}
