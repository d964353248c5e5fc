// The gate for flattened callbacks: their code is all still there, and every name in it means what it meant.
import { callbackParameter } from '../facts/callback-bodies.ts';
import { callbackMode } from '../facts/callback-tests.ts';
import { paramLines } from '../facts/jsdoc-params.ts';
import { NameUses, type Binding } from '../facts/name-uses.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import { scaffold } from './callback-scaffold.ts';
import { ControlFlowUses } from './control-flow-gate.ts';
import { countTypes, missing, rejectFewer, shortened, substance } from './peel-gate.ts';

/** It is the last argument of a call, or would be without functions after it: it may have been taken apart, or be the last one now. */
function isCallback(given: Node): boolean {
  const args = given['parent']?.type === 'CallExpression' ? (given['parent'].arguments as Node[]) : [];
  const at = args.indexOf(given);
  // of a timer it is the first one
  if (at === 0 && /^(setTimeout|setImmediate|nextTick)$/.test(given['parent'].callee.name ?? given['parent'].callee.property?.name ?? '')) return true;
  return at >= 0 && args.slice(at + 1).every((other) => isFunction(unwrap(other)) || unwrap(other).type === 'Identifier');
}

/** A name for an error: the first parameter of a callback. */
function isError(node: Node, names: NameUses): boolean {
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || !isFunction(binding.scope)) return false;
  const { parent, params } = binding.scope;
  return params[0]?.name === binding.name && (isCallback(binding.scope) || binding.scope.type === 'FunctionDeclaration' || /^(Member|Function|Variable)/.test(parent?.type ?? ''));
}

/** A call of a parameter, or of what a test is ended by: of a callback. */
function isCalledBack(call: Node, names: NameUses): boolean {
  const called = unwrap(call['callee'] as Node);
  const member = called.type === 'MemberExpression' && /^(end|fail)$/.test(called['property'].name) ? (called['property'].name as string) : undefined;
  const callee = member === undefined ? called : (called['object'] as Node);
  if (member === 'end' && !(names.bindings.get(callee)?.scope && callbackMode(names.bindings.get(callee)!.scope))) return false;
  const binding = callee.type === 'Identifier' ? names.bindings.get(callee) : undefined;
  return binding !== undefined && isFunction(binding.scope) && binding.scope.params.at(-1)?.name === binding.name;
}

const asksForError = (test: Node, names: NameUses): boolean => {
  let found = false;
  walk(test, (node) => { if (isError(node, names)) found = true; });
  return found;
};

/** What runs, but for what callbacks are made of: calling back, asking for the error, throwing it. */
const deeds = (ast: Node, names: NameUses, without: ReadonlySet<Node>): ReadonlyMap<string, number> =>
  countTypes(ast, (node) => {
    const { type } = node;
    if (without.has(node)) return false;
    if (type === 'CallExpression') return !isCalledBack(node, names) && !/^(bind|then|catch)$/.test(node['callee'].property?.name ?? '');
    if (type === 'IfStatement') return !asksForError(node['test'] as Node, names);
    if (type === 'ThrowStatement') return !isError(unwrap(node['argument'] as Node), names);
    return /^(NewExpression|\w*(For|While)\w*Statement|SwitchStatement|UpdateExpression|YieldExpression|AwaitExpression|AssignmentExpression|TaggedTemplateExpression|OptionalCallExpression)$/.test(type);
  });

/** A function that is handed to `promisify` stays what it is. */
const isPromisified = ({ parent }: Node): boolean => parent?.type === 'CallExpression' && (parent.callee.name ?? parent.callee.property?.name) === 'promisify';

/** Functions that are no callbacks. */
function lastingFunctions(ast: Node, names: NameUses, without: ReadonlySet<Node>): number {
  const handed = new Set([...names.bindings].filter(([node, binding]) => binding?.uses.length === 2 && isCallback(node) && !isPromisified(node)).map(([{ name }]) => name as string));
  let count = 0;
  walk(ast['program'] as Node, (node) => {
    const bound = node['parent']?.type === 'MemberExpression' && node['parent'].property.name === 'bind';
    const named = node.type === 'FunctionDeclaration' && handed.has(node['id']?.name);
    if (isFunction(node) && !isCallback(node) && !bound && !named && !without.has(node)) count++;
  });
  return count;
}

const isOuter = (binding: Binding | undefined): boolean => binding === undefined || binding.scope.type === 'Program';

/** In the type of a parameter, which may go with it. */
function isOfType(node: Node): boolean {
  for (let at = node['parent'] as Node | undefined; at && /^TS|^Identifier$/.test(at.type); at = at['parent'] as Node | undefined) if (at.type === 'TSTypeAnnotation') return true;
  return false;
}

/** How often each name means something outside of all functions. */
function outerUses({ bindings }: NameUses): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [node, binding] of bindings) if (isOuter(binding) && !isOfType(node)) counts.set(node['name'] as string, (counts.get(node['name'] as string) ?? 0) + 1);
  return counts;
}

/** Names that calls with callbacks begin with: these calls may be of something else now. */
function calleeRoots(ast: Node): Set<string> {
  const found = new Set<string>(['undefined']);
  walk(ast['program'] as Node, (node) => {
    if (node.type !== 'CallExpression') return;
    let root = unwrap(node['callee'] as Node);
    while (/MemberExpression$|^CallExpression$/.test(root.type)) root = unwrap((root['object'] ?? root['callee']) as Node);
    if (root.type === 'Identifier') found.add(root['name'] as string);
  });
  return found;
}

/** A name that was declared and is not any more, or one that means something else than it did. */
function strayName(before: Node, was: NameUses, now: NameUses): string | undefined {
  const known = new Set<string>([...was.bindings].filter(([, binding]) => !binding).map(([{ name }]) => name as string));
  for (const [node, binding] of now.bindings) if (!binding && !known.has(node.name) && !/^(require|util|undefined|Promise|process|Error)$/.test(node.name)) return `${node.name} would not be declared`;
  const roots = calleeRoots(before);
  const uses = outerUses(now);
  for (const [name, count] of outerUses(was)) if (!roots.has(name) && (uses.get(name) ?? 0) < count) return `${name} would mean something else`;
  return undefined;
}

/** A comment without the type of what the function returns, which becomes a promise, and without what it says of `callbacks`. */
function untyped(text: string, callbacks: ReadonlySet<string>): string {
  if (!text.startsWith('/**')) return text;
  let plain = text;
  for (const name of callbacks) for (const { start, end } of paramLines(plain, name).reverse()) plain = plain.slice(0, start) + plain.slice(end);
  return plain.replace(/(@returns?\s*)\{.*\}/g, '$1');
}

/** Names of parameters that are called, or handed on last. */
function callbackNames(ast: Node, names: NameUses): Set<string> {
  const found = new Set<string>();
  walk(ast['program'] as Node, (node) => {
    const callback = isFunction(node) ? callbackParameter(node, names) : undefined;
    if (callback) found.add(callback.name);
  });
  return found;
}

/** Names of modules that a file loads: more may be loaded than before. */
function specifiers(ast: Node, text: string): string[] {
  const found: string[] = [];
  walk(ast['program'] as Node, (node) => {
    const isLoad = node.parent?.type === 'ImportDeclaration' || (node.parent?.type === 'CallExpression' && node.parent.callee.name === 'require');
    if (node.type === 'StringLiteral' && isLoad) found.push(text.slice(node.start, node.end));
  });
  return found;
}

/** Why a text whose callbacks were flattened must not be written; undefined when all is there. Both trees have parents. */
export function rejectCallbacks(before: Node, beforeText: string, after: Node, afterText: string): string | undefined {
  const was = new NameUses(before['program'] as Node);
  const names = new NameUses(after['program'] as Node);
  const going = scaffold(before, was);
  const numbers = [...going].filter(({ type }) => type === 'NumericLiteral').map(({ start, end }) => beforeText.slice(start, end));
  const callbacks = callbackNames(before, was);
  const ran = new ControlFlowUses(before, beforeText, was);
  const runs = new ControlFlowUses(after, afterText, names);
  // a library that nothing is called of any more need not be loaded
  const unloaded = runs.specifiers.length < ran.specifiers.length ? ran.specifiers : [];
  const had = substance(before, beforeText, true).map((each) => untyped(each, callbacks)).filter((each) => each !== '');
  const has = substance(after, afterText, true).map((each) => untyped(each, callbacks)).filter((each) => each !== '');
  const lost = missing(had, [...has, ...numbers, ...unloaded]);
  if (lost !== undefined) return `it would lose ${shortened(lost)}`;
  const added = missing(has, [...had, ...specifiers(after, afterText), '/* jshint esversion: 8 */']);
  if (added !== undefined) return `it would write ${shortened(added)} twice`;
  const apart = new Set([...going, ...ran.calls, ...ran.tasks]);
  const stays = new Set([...runs.calls, ...runs.tasks]);
  const fewer = rejectFewer(deeds(before, was, apart), deeds(after, names, stays));
  if (fewer !== undefined) return fewer;
  if (lastingFunctions(after, names, stays) < lastingFunctions(before, was, apart)) return 'it would lose a function';
  return strayName(before, was, names);
}
