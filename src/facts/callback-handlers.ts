// The callback of one error-first call: a function that can be taken apart in place, or one that cannot, and why.
import type { CallbackShape } from '../core/callbacks.ts';
import { functionAround, usesContext } from './chains.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** A function that is called back, with what its parameters are for. */
export interface CallbackFunction {
  readonly fn: Node;
  /** The declaration that goes with it: a named function that is used here only. */
  readonly declaration: Node | undefined;
  readonly error: Binding | undefined;
  /** Parameters for success values, in order. */
  readonly values: readonly Node[];
}

/** `function () {…}.bind(this)` without the bind: what is taken apart stands where `this` is the same. */
function boundFunction(node: Node): Node | undefined {
  const isBind = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed && node.callee.property.name === 'bind';
  const fn = isBind ? unwrap(node['callee'].object as Node) : undefined;
  return fn?.type === 'FunctionExpression' && node['arguments'].length === 1 && node['arguments'][0].type === 'ThisExpression' ? fn : undefined;
}

/** The function declaration that a name stands for, where it stands beside `statement` and is used for one call only. */
function namedFunction(node: Node, names: NameUses, statement: Node): Node | undefined {
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || binding.uses.length !== 2 || binding.kinds.size !== 1 + Number(binding.kinds.has('lexical') && binding.kinds.has('var'))) return undefined;
  const declared = binding.uses.find((use) => use !== node)!;
  const fn = declared['parent'] as Node;
  const list = statement['parent']?.type === 'BlockStatement' ? (statement['parent'].body as Node[]) : [];
  return fn.type === 'FunctionDeclaration' && fn['id'] === declared && list.includes(fn) && list.indexOf(fn) > list.indexOf(statement) ? fn : undefined;
}

/** A named function is taken apart where it is used, not called. */
export const isTakenApart = (argument: Node, names: NameUses, statement: Node): boolean => namedFunction(unwrap(argument), names, statement) !== undefined;

/** A parameter, a constant or a declared function: whenever it is read, it is what it was when the call was made. */
export function isSteadyName(argument: Node, names: NameUses): boolean {
  const value = unwrap(argument);
  const binding = value.type === 'Identifier' ? names.bindings.get(value) : undefined;
  return binding !== undefined && binding.kinds.size === 1 && (binding.kinds.has('param') || binding.kinds.has('lexical') || binding.uses.some((use) => use.parent.type === 'FunctionDeclaration' && use.parent.id === use)) && binding.uses.every((use) => !isAssigned(use) || isBefore(use, binding.scope, value));
}

/** It is over before `reader`, or a function around that, is come to: nothing repeats it. */
function isBefore(use: Node, scope: Node, reader: Node): boolean {
  let outermost = reader;
  for (let at = functionAround(reader); at && at !== scope; at = functionAround(at)) outermost = at;
  if (functionAround(use) !== scope || use.end > outermost.start) return false;
  for (let at = use; at !== scope; at = at['parent'] as Node) if (/^(For(In|Of)?|While|DoWhile|Labeled)Statement$/.test(at.type)) return false;
  return true;
}

/** What `argument` of an error-first call is. @throws Unfit when it cannot be taken apart */
export function callbackFunction(argument: Node, shape: CallbackShape, names: NameUses, statement: Node): CallbackFunction {
  const value = unwrap(argument);
  const bound = boundFunction(value);
  const named = bound || isFunction(value) ? undefined : namedFunction(value, names, statement);
  const fn = bound ?? named ?? value;
  if (!isFunction(fn)) throw new Unfit('callback-reference', argument);
  refuseForm(fn, names, bound !== undefined);
  const params = fn.params as Node[];
  const isBare = shape.existence === true || shape.bare === true;
  const first = isBare ? undefined : params[0];
  const error = first && names.declaredIn(fn).find(({ name }) => name === first.name);
  const values = isBare ? params : params.slice(1);
  const isUsed = (param: Node): boolean => param.type !== 'Identifier' || (names.declaredIn(fn).find(({ name }) => name === param.name)?.uses.length ?? 2) > 1;
  const most = shape.existence ? 1 : (shape.values ?? 1);
  if (values.slice(most).some(isUsed)) throw new Unfit('callback-values', fn);
  if (shape.beside && values.slice(1).some(isUsed) && values[0]!.type !== 'Identifier') throw new Unfit('callback-form', fn, 'a function that takes its value apart');
  return { fn, declaration: named, error, values };
}

function refuseForm(fn: Node, names: NameUses, bound: boolean): void {
  const refuse = (to: string): never => { throw new Unfit('callback-form', fn, to); };
  if (fn.async || fn.generator) refuse('an async function or a generator');
  if (fn.type !== 'ArrowFunctionExpression' && !bound && usesContext(fn)) refuse('a function with its own this or arguments');
  if (bound && usesArguments(fn)) refuse('a function with its own arguments');
  if (fn.body.directives?.length > 0) refuse('a function with a directive');
  const declared = names.declaredIn(fn);
  if (fn.type === 'FunctionExpression' && fn.id && (declared.find(({ name }) => name === fn.id.name)?.uses.length ?? 2) > 1) refuse('a function that calls itself');
  const params = fn.params as Node[];
  if (params.some((param, index) => !(index > 0 ? /^(Identifier|ObjectPattern|ArrayPattern)$/ : /^Identifier$/).test(param.type) || param.name === 'this')) refuse('a function with a default, rest or destructured error');
  for (const { kinds } of declared) if (kinds.has('param') && kinds.size > 1) refuse('a function that declares its parameter again');
  walk(fn, (node) => { if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval') throw new Unfit('dynamic-code', fn); });
}

/** `arguments` of the function itself. */
export function usesArguments(fn: Node): boolean {
  let found = false;
  walk(fn, (node) => {
    if (node !== fn && isFunction(node) && node.type !== 'ArrowFunctionExpression') return false;
    if (node.type === 'Identifier' && node.name === 'arguments') found = true;
    return true;
  });
  return found;
}
