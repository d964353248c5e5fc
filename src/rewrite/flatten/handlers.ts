// Handlers of a promise chain: functions that can be taken apart in place, references that can be called, and all others.
import { completes, isFreeOfThis, isLink, usesContext } from '../../facts/chains.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { Flattening } from './flattening.ts';

export type Handler =
  | { readonly kind: 'inline'; readonly fn: Node; readonly param: Node | undefined }
  /** `callee` called with the value is the same as the handler being called with it. */
  | { readonly kind: 'reference'; readonly callee: Node };

/** @throws Unfit when the handler can only be called by the chain itself. */
export function handlerOf(f: Flattening, node: Node): Handler {
  const value = unwrap(node);
  return isFunction(value) ? inlineOf(f, value) : { kind: 'reference', callee: referenceOf(f, value) };
}

function inlineOf(f: Flattening, fn: Node): Handler {
  if (fn.generator) throw new Unfit('handler-form', fn, 'a generator');
  if (fn.type !== 'ArrowFunctionExpression' && usesContext(fn)) throw new Unfit('handler-form', fn, 'a function with its own this or arguments');
  if (fn.body.directives?.length > 0) throw new Unfit('handler-form', fn, 'a function with a directive');
  if (fn.id && (f.names.declaredIn(fn).find(({ name }) => name === fn.id.name)?.uses.length ?? 2) > 1) throw new Unfit('handler-form', fn, 'a function that calls itself');
  if (fn.params.length > 1) throw new Unfit('handler-form', fn, 'a function with several parameters');
  const param: Node | undefined = fn.params[0];
  if (param && (!/^(Identifier|ObjectPattern|ArrayPattern)$/.test(param.type) || param.optional || param.name === 'this')) throw new Unfit('handler-form', fn, 'a function with a default or rest parameter');
  for (const { kinds } of f.names.declaredIn(fn)) if (kinds.has('param') && kinds.size > 1) throw new Unfit('handler-form', fn, 'a function that declares its parameter again');
  if (isLooped(fn) && f.names.declaredIn(fn).some(({ kinds }) => kinds.has('var'))) throw new Unfit('handler-form', fn, 'a function with a var, in a loop');
  if (usesEval(fn)) throw new Unfit('dynamic-code', fn);
  return { kind: 'inline', fn, param };
}

/** A `var` of the handler would be one for all turns of a loop. */
function isLooped(fn: Node): boolean {
  for (let at = fn.parent as Node | undefined; at && at.type !== 'Program'; at = at.parent) {
    if (/^(For(In|Of)?|While|DoWhile)Statement$/.test(at.type)) return true;
    if (isFunction(at) && !(at.parent.type === 'CallExpression' && isLink(at.parent))) return false;
  }
  return false;
}

const usesEval = (fn: Node): boolean => {
  let found = false;
  walk(fn, (node) => { if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval') found = true; });
  return found;
};

/** What may be called in place of the handler; it must be certain to be a function that does not look at `this`. */
function referenceOf(f: Flattening, node: Node): Node {
  if (node.type === 'Identifier' && isKnownFunction(f, node)) return node;
  if (isFreeOfThis(node) && !f.names.bindings.get(node.object)) return node;
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && isMethodWithoutThis(node)) return node;
  const bound = boundOf(node);
  if (bound) return bound;
  throw new Unfit('handler-reference', node, f.composer.text.slice(node.start, node.end).replace(/\s+/g, ' ').slice(0, 60));
}

const GLOBAL_FUNCTIONS = /^(String|Number|Boolean|parseInt|parseFloat|isNaN|isFinite|encodeURIComponent|decodeURIComponent|clearTimeout|fetch)$/;

/** The name is of one function for ever: a declaration, a constant, an import. */
function isKnownFunction(f: Flattening, node: Node): boolean {
  const binding = f.names.bindings.get(node);
  if (!binding) return GLOBAL_FUNCTIONS.test(node.name);
  if (binding.uses.some(isAssigned)) return false;
  const declared = binding.uses.find(({ parent }) => parent?.type === 'FunctionDeclaration' || parent?.type === 'TSDeclareFunction' || parent?.type === 'VariableDeclarator' || /^Import\w*Specifier$/.test(parent?.type ?? ''));
  const owner = declared?.parent as Node | undefined;
  if (!owner || binding.kinds.has('param')) return false;
  if (owner.type === 'FunctionDeclaration' || owner.type === 'TSDeclareFunction') return owner.id === declared;
  if (owner.type === 'VariableDeclarator') return owner.id === declared && owner.parent.kind === 'const' && owner.init !== null && isFunction(unwrap(owner.init));
  return owner.importKind !== 'type';
}

/** `this.method`, of a method of the class around it that never asks for `this`. */
function isMethodWithoutThis({ property, computed, ...member }: Node): boolean {
  let at = member.parent as Node | undefined;
  while (at && at.type !== 'ClassBody') at = at.parent;
  if (!at || computed || at.parent.superClass) return false;
  const found = (at.body as Node[]).filter(({ key, static: isStatic }) => key?.name === property.name && !isStatic);
  const [only] = found;
  if (found.length !== 1 || !only) return false;
  const fn = only.type === 'ClassMethod' && only.kind === 'method' ? only : only.type === 'ClassProperty' && only.value && isFunction(only.value) ? only.value : undefined;
  return fn !== undefined && (fn.type === 'ArrowFunctionExpression' || !usesContext(fn));
}

/** `x.m` of `x.m.bind(x)`, for `this` and for names. */
function boundOf(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.name !== 'bind') return undefined;
  const method: Node = node.callee.object;
  const [to] = node.arguments as Node[];
  if (method.type !== 'MemberExpression' || method.computed || !to) return undefined;
  const same = to.type === 'ThisExpression' ? method.object.type === 'ThisExpression' && isOwnMethod(method) : false;
  return same ? method : undefined;
}

/** `this.m` that the class around it defines as a method. */
function isOwnMethod(method: Node): boolean {
  let at = method.parent as Node | undefined;
  while (at && at.type !== 'ClassBody') at = at.parent;
  return (at?.body as Node[] | undefined)?.some(({ type, kind, key, static: isStatic }) => type === 'ClassMethod' && kind === 'method' && !isStatic && key.name === method.property.name) === true;
}

/** Whether the handler ends in a throw wherever it ends. */
export const alwaysThrows = ({ fn }: Extract<Handler, { kind: 'inline' }>): boolean => {
  if (fn.body.type !== 'BlockStatement' || completes(fn.body)) return false;
  let returns = false;
  walk(fn.body, (node) => {
    if (node !== fn.body && isFunction(node)) return false;
    if (node.type === 'ReturnStatement') returns = true;
    return true;
  });
  return !returns;
};
