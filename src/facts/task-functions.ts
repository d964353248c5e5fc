// The functions that a call hands to a library which runs them, written in place: nothing else can call them.
import type { NativeForm, Running } from '../core/api.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import { usesContext } from './chains.ts';
import { isAssigned, type NameUses } from './name-uses.ts';

/** Tasks of one call. */
export interface Tasks {
  /** Those that can be read, in order. */
  readonly fns: readonly Node[];
  /** There are no others. */
  readonly whole: boolean;
}

/** What is written in a list, the last part of `['other', function]`; or the iteratee. */
export function tasksOf(call: Node, { at, how }: Running): Tasks {
  const given = (call['arguments'] as Node[])[at];
  const value = given && unwrap(given);
  if (!value || isFunction(value)) return pick([value]);
  if (how === 'each' || how === 'again' || how === 'perhaps') return { fns: [], whole: false };
  if (value.type === 'ArrayExpression') return pick((value['elements'] as (Node | null)[]).map((each) => (each ? unwrap(each) : undefined)));
  if (value.type !== 'ObjectExpression') return { fns: [], whole: false };
  return pick((value['properties'] as Node[]).map((each) => {
    const held = each.type === 'ObjectProperty' ? unwrap(each['value'] as Node) : undefined;
    const last = held?.type === 'ArrayExpression' ? (held['elements'] as (Node | null)[]).at(-1) : held;
    return last ?? undefined;
  }));
}

function pick(members: readonly (Node | undefined)[]): Tasks {
  const fns = members.filter((each) => each !== undefined && isFunction(each) && (each.type === 'ArrowFunctionExpression' || (each.type === 'FunctionExpression' && !usesContext(each)))) as Node[];
  return { fns, whole: fns.length > 0 && fns.length === members.length };
}

/** Whether the tasks of a call have a shape that `form` can be written with; how they call back is another question. */
export function fitsForm(call: Node, form: NativeForm, { fns, whole }: Tasks, names: NameUses, isArray: (node: Node) => boolean): boolean {
  const args = call['arguments'] as Node[];
  if (!whole || args.length !== (form === 'map' || form === 'loop' ? 3 : 2) || fns.some((fn) => (fn['params'] as Node[]).some(({ type }) => /^(AssignmentPattern|RestElement|TSParameterProperty)$/.test(type)))) return false;
  const list = unwrap(args[0]!);
  // `Promise` is the one of the language
  if ((form === 'all' || form === 'map') && [...names.bindings].some(([{ name }, binding]) => name === 'Promise' && binding !== undefined)) return false;
  const [first] = fns as [Node];
  switch (form) {
    case 'all': return list.type === 'ArrayExpression' && fns.every(({ params }) => params.length === 1);
    case 'map': return first['params'].length === 2 && isArray(list);
    case 'loop': return first['params'].length === 2 && isArray(list) && isStill(list, first, names) && canDissolve(first) && !isShadowed(list, first, names);
    case 'sequence': return list.type === 'ArrayExpression' && fns.every((fn) => fn['params'].length === 1 && canDissolve(fn));
    case 'waterfall': return list.type === 'ArrayExpression' && fns.every((fn, index) => fn['params'].length <= (index === 0 ? 1 : 2) && canDissolve(fn));
  }
}

/** The names of an item would hide one that its list is made of. */
function isShadowed(list: Node, fn: Node, names: NameUses): boolean {
  const declared = names.declaredIn(fn).map(({ name }) => name);
  let found = false;
  walk(list, (node) => { if (node.type === 'Identifier' && declared.includes(node['name'] as string)) found = true; });
  return found;
}

/** The body can stand in the function around it. */
function canDissolve(fn: Node): boolean {
  if (fn['body'].directives?.length > 0 || (fn['id'] && fn.type === 'FunctionExpression')) return false;
  let fits = true;
  walk(fn, (each) => { if (each.type === 'FunctionDeclaration' || (each.type === 'Identifier' && each['name'] === 'eval')) fits = false; });
  return fits;
}

/** Nothing adds to the list while it is gone through: it is written there, or a variable that is only looked at. */
function isStill(list: Node, iteratee: Node, names: NameUses): boolean {
  if (list.type !== 'Identifier') return list.type === 'ArrayExpression' || list.type === 'CallExpression';
  const binding = names.bindings.get(list);
  if (!binding || (binding.kinds.has('param') && !isFunction(binding.scope))) return false;
  return binding.uses.every((use) => {
    const parent = use['parent'] as Node;
    if (use === list || parent['id'] === use || (isFunction(parent) && (parent['params'] as Node[]).includes(use))) return true;
    if (isAssigned(use) || (use.start >= iteratee.start && use.end <= iteratee.end)) return false;
    if (parent.type !== 'MemberExpression' || parent['object'] !== use || parent['computed'] === true) return false;
    const used = parent['parent'] as Node;
    return !(used.type === 'AssignmentExpression' && used['left'] === parent) && /^(length|map|filter|join|slice|includes|indexOf)$/.test(parent['property'].name as string);
  });
}

/** What a method of an array is called on that gives another array. */
export function arrayBefore(node: Node): Node | undefined {
  const callee = node.type === 'CallExpression' ? unwrap(node['callee'] as Node) : undefined;
  return callee?.type === 'MemberExpression' && callee['computed'] !== true && /^(map|slice|filter|concat|sort|reverse)$/.test(callee['property'].name as string) ? unwrap(callee['object'] as Node) : undefined;
}

/** An expression that gives an array nobody else has: a literal, or what functions of the language make. */
export function makesArray(node: Node): boolean {
  const value = unwrap(node);
  if (value.type === 'ArrayExpression') return (value['elements'] as (Node | null)[]).every((each) => each !== null);
  const callee = value.type === 'CallExpression' ? unwrap(value['callee'] as Node) : undefined;
  if (callee?.type !== 'MemberExpression' || callee['computed'] === true) return false;
  const { object, property } = callee as { object: Node; property: { name: string } } & Node;
  return object.type === 'Identifier' && object['name'] === 'Object' ? /^(keys|values|entries)$/.test(property.name) : property.name === 'split';
}
