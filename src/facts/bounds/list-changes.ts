// Whether the calls that a list begins could see another list than when all of it is read before the first call: elements that one of them moves, or an iterator that works.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';

/** Methods after which another element stands at a place that was not visited yet; `map` does not visit what is pushed. */
const MOVES = /^(?:pop|shift|splice|unshift|sort|reverse|fill|copyWithin|set|add|delete|clear)$/;

/** What a list is called where it is mentioned: its variable, or the property that holds it. */
export function nameOfList(list: Node): string | undefined {
  const node = unwrap(list);
  if (node.type === 'Identifier') return node['name'];
  return /^(?:Optional)?MemberExpression$/.test(node.type) && !node['computed'] ? node['property'].name : undefined;
}

/** Whether a function moves elements of what goes by one of these names, or hands it on. */
export function mayMove(fn: Node, names: ReadonlySet<string>): boolean {
  const isNamed = (node: Node): boolean => names.has(nameOfList(node) ?? '');
  let moves = false;
  walk(fn, (node) => {
    if (/^(?:Optional)?CallExpression$/.test(node.type)) {
      const callee = unwrap(node['callee']);
      if (/^(?:Optional)?MemberExpression$/.test(callee.type) && !callee['computed'] && MOVES.test(callee['property'].name) && isNamed(callee['object'])) moves = true;
      if ((node['arguments'] as Node[]).some(isNamed)) moves = true;
    }
    const target = node.type === 'AssignmentExpression' ? unwrap(node['left']) : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node['operator'] === 'delete') ? unwrap(node['argument']) : undefined;
    if (target?.type !== 'MemberExpression') return;
    if ((target['computed'] && isNamed(target['object'])) || (!target['computed'] && target['property'].name === 'length' && isNamed(target['object']))) moves = true;
  });
  return moves;
}

/** The names by which a callback knows the list: its own, and that of the third parameter. */
export function namesIn(callback: Node, list: Node): ReadonlySet<string> {
  const fn = unwrap(callback);
  const third: Node | undefined = isFunction(fn) ? fn['params'][2] : undefined;
  return new Set([nameOfList(list), third?.type === 'Identifier' ? (third['name'] as string) : undefined].filter((name) => name !== undefined));
}

/** A collection for certain, whose iterator does nothing of its own: `Array.from` calls its function between two steps of it. */
export function isCollection(list: Node, names: NameUses): boolean {
  const node = unwrap(list);
  if (node.type === 'ArrayExpression' || node.type === 'ObjectExpression') return true;
  if (node.type === 'NewExpression') return /^(?:Set|Map|Array)$/.test(node['callee'].name ?? '');
  if (node.type === 'CallExpression' && node['callee'].type === 'MemberExpression' && !node['callee'].computed) return /^(?:filter|slice|split|concat|keys|values|entries)$/.test(node['callee'].property.name);
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || binding.uses.some(isAssigned)) return false;
  const declared = binding.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
  return declared?.['init'] != null && isCollection(declared['init'], names);
}
