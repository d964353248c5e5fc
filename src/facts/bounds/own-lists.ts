// Lists that a program makes itself and that nothing changes afterwards: they can be read before their turn.
import { isReadOnly } from '../../apis/read-only.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { isText } from './steady.ts';

/** An array for certain, that nobody can change while a loop over it waits. */
export function isOwnList(list: Node, names: NameUses): boolean {
  const node = unwrap(list);
  if (node.type === 'ArrayExpression' || isNamesOfFolder(node, names) !== undefined || isOfObject(node, names) || isSplit(node, names)) return true;
  const method = arrayMethod(node);
  if (method) return isOwnList(method.receiver, names);
  return madeWith(node, names, isOwnList);
}

/** Whether all elements of a list of the program's own are strings. */
export function givesTexts(list: Node, names: NameUses): boolean {
  const node = unwrap(list);
  if (node.type === 'ArrayExpression') return (node['elements'] as (Node | null)[]).every((each) => each !== null && each.type !== 'SpreadElement' && isText(each, names));
  if (isNamesOfFolder(node, names) === 'texts' || isSplit(node, names)) return true;
  if (isOfObject(node, names)) return node['callee'].property.name === 'keys';
  const method = arrayMethod(node);
  if (method) return /^(?:filter|slice|sort|reverse)$/.test(method.name) && givesTexts(method.receiver, names);
  return madeWith(node, names, givesTexts);
}

/** `const list = …` of which every mention only reads. */
function madeWith(node: Node, names: NameUses, isMade: (init: Node, names: NameUses) => boolean): boolean {
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding) return false;
  const declared = binding.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
  if (!declared?.['init'] || declared.end > node.start || declared['parent'].kind !== 'const' || declared['parent'].parent.type === 'ExportNamedDeclaration') return false;
  return isMade(declared['init'], names) && binding.uses.every((use) => !isAssigned(use) && (use['parent'] === declared || isRead(use)));
}

/** The mention of a list can neither change it nor hand it to anybody. */
function isRead(use: Node): boolean {
  const parent: Node = use['parent'];
  if (parent.type === 'ForOfStatement') return parent['right'] === use;
  if (parent.type === 'SpreadElement') return parent['parent'].type === 'ArrayExpression';
  if (parent.type !== 'MemberExpression' || parent['object'] !== use) return false;
  const outer: Node = parent['parent'];
  const isTarget = (outer.type === 'AssignmentExpression' && outer['left'] === parent) || outer.type === 'UpdateExpression' || (outer.type === 'UnaryExpression' && outer['operator'] === 'delete') || isAssigned(parent);
  if (isTarget) return false;
  if (outer.type !== 'CallExpression' || outer['callee'] !== parent) return parent['computed'] || parent['property'].name === 'length';
  if (parent['computed']) return false;
  if (/^(?:join|includes|indexOf|slice|concat|at)$/.test(parent['property'].name)) return true;
  // a third parameter would be the list itself
  return /^(?:map|forEach|filter|some|every|find|findIndex|flatMap)$/.test(parent['property'].name) && (outer['arguments'] as Node[]).length === 1 && isShort(outer['arguments'][0]);
}

const isShort = (callback: Node): boolean => callback.type === 'ArrowFunctionExpression' && (callback['params'] as Node[]).length <= 2 && (callback['params'] as Node[]).every(({ type }) => type !== 'RestElement');

/** A method of an array that gives an array; one that changes it is asked of a list that has no name. */
function arrayMethod(node: Node): { readonly name: string; readonly receiver: Node } | undefined {
  if (node.type !== 'CallExpression' || node['callee'].type !== 'MemberExpression' || node['callee'].computed) return undefined;
  const name: string = node['callee'].property.name;
  if (!/^(?:filter|map|slice|sort|reverse|concat|flat|flatMap)$/.test(name)) return undefined;
  // what a callback is handed could be kept and changed
  const isSafe = !/^(?:filter|map|sort|flatMap)$/.test(name) || (node['arguments'] as Node[]).every((each) => isFunction(each) && isShort(each));
  return isSafe ? { name, receiver: node['callee'].object } : undefined;
}

/** `await readdir(dir)`, `readdirSync(dir)`: an array, of strings where no option says otherwise. */
function isNamesOfFolder(node: Node, names: NameUses): 'texts' | 'entries' | undefined {
  const call = node.type === 'AwaitExpression' ? unwrap(node['argument']) : node;
  const origin = call.type === 'CallExpression' ? originOf(call['callee'], names) : undefined;
  if (!origin || !/(?:^|\.)readdir(?:Sync)?$/.test(origin.path)) return undefined;
  const isWaited = node.type === 'AwaitExpression' && isReadOnly(origin.specifier, origin.path);
  const isSync = call === node && /^(?:node:)?fs$/.test(origin.specifier) && origin.path === 'readdirSync';
  if (!isWaited && !isSync) return undefined;
  const [, options] = call['arguments'] as Node[];
  return !options || (options.type === 'StringLiteral' && /^utf-?8$/.test(options['value'])) ? 'texts' : 'entries';
}

/** `Object.keys(x)` and the like. */
const isOfObject = (node: Node, names: NameUses): boolean =>
  node.type === 'CallExpression' && node['callee'].type === 'MemberExpression' && !node['callee'].computed && /^(?:keys|values|entries)$/.test(node['callee'].property.name) && node['callee'].object.name === 'Object' && !names.bindings.get(node['callee'].object);

/** `text.split(…)` of what is a string for certain. */
const isSplit = (node: Node, names: NameUses): boolean =>
  node.type === 'CallExpression' && node['callee'].type === 'MemberExpression' && !node['callee'].computed && node['callee'].property.name === 'split' && isText(node['callee'].object, names);
