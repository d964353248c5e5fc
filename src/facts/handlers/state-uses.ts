// Variables that functions of a file change while the program runs, and where a function mentions them.
import { isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';

/** Methods that change what they are called on. */
const CHANGES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear']);
/** Functions that change their first argument. */
const CHANGES_FIRST = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'extend', '_extend', 'merge', 'defaults', 'defaultsDeep']);

/** The function around a node; the program for what stands at the top. */
export function functionAround(node: Node): Node {
  let at: Node = node;
  while (at.parent && at.type !== 'Program') {
    at = at.parent;
    if (isFunction(at)) return at;
  }
  return at;
}

/** The outermost member expression that begins with `use`, and whether it is changed there. */
function isChanged(use: Node): boolean {
  let node = use;
  for (let parent = node.parent as Node | undefined; parent && /^(Optional)?MemberExpression$/.test(parent.type) && parent.object === node; parent = node.parent) {
    const name = keyName(parent.property, parent.computed) ?? '';
    if (CHANGES.has(name) && parent.parent?.type.endsWith('CallExpression') && parent.parent.callee === parent) return true;
    node = parent;
  }
  const { parent } = node;
  if (isAssigned(node) || (parent?.type === 'UnaryExpression' && parent.operator === 'delete')) return true;
  if (!parent?.type.endsWith('CallExpression') || parent.arguments?.[0] !== node) return false;
  const callee = unwrap(parent.callee);
  return CHANGES_FIRST.has((/MemberExpression$/.test(callee.type) ? keyName(callee.property, callee.computed) : callee.name) ?? '');
}

/** A variable, or the name of one that the file does not declare, and a function that changes it, or something that is reached through it. */
export interface Change {
  readonly of: Binding | string;
  readonly by: Node;
}

/** Every change in a function of what is not its own. Variables of a function that are filled by what is within it count, too. */
export function changesIn(names: NameUses): Change[] {
  return [...names.bindings].flatMap(([use, binding]): Change[] => {
    const by = functionAround(use);
    return by.type !== 'Program' && isChanged(use) ? [{ of: binding ?? use.name, by }] : [];
  });
}

/** Whether functions change something of the app that a request belongs to: `req.app.locals.count++`. */
export function changesApp(program: Node): boolean {
  let found = false;
  walk(program, (node) => {
    if (isApp(node) && functionAround(node).type !== 'Program' && isChanged(node)) found = true;
  });
  return found;
}

const isApp = (node: Node): boolean => /^(Optional)?MemberExpression$/.test(node.type) && keyName(node.property, node.computed) === 'app';

/** Offsets at which `fn` mentions the app of a request. */
export function appIn(fn: Node): number[] {
  const found: number[] = [];
  walk(fn, (node) => { if (isApp(node)) found.push(node.start); });
  return found;
}

/** Whether methods change objects that they belong to, other than while these are made. */
export function changesThis(program: Node): boolean {
  let found = false;
  walk(program, (node) => {
    if (node.type !== 'ThisExpression' || found) return;
    let owner = functionAround(node);
    while (owner.type === 'ArrowFunctionExpression') owner = functionAround(owner);
    if (owner.kind !== 'constructor' && isChanged(node)) found = true;
  });
  return found;
}

/** Mentions in `fn` of variables, its own and those of others. */
export function mentionsIn(fn: Node, names: NameUses): { readonly of: Binding | string; readonly at: number }[] {
  const found: { of: Binding | string; at: number }[] = [];
  walk(fn, (node) => {
    if (node.type === 'Identifier' && names.bindings.has(node)) found.push({ of: names.bindings.get(node) ?? node.name, at: node.start });
  });
  return found;
}

/** Offsets at which `fn` says `this`. */
export function thisIn(fn: Node): number[] {
  const found: number[] = [];
  walk(fn, (node) => {
    if (node !== fn && isFunction(node) && node.type !== 'ArrowFunctionExpression') return false;
    if (node.type === 'ThisExpression') found.push(node.start);
    return undefined;
  });
  return found;
}

/** The declaration that gives a variable its only value. */
export function initOf(binding: Binding): Node | undefined {
  const declared = binding.uses.map(({ parent }) => parent as Node | undefined).find((parent) => parent?.type === 'VariableDeclarator' && parent['id']?.name === binding.name);
  return declared?.['init'] ? unwrap(declared['init']) : undefined;
}
