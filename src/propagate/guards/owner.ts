// What the functions of a group have in common, by which they know whose turn it is: their object, a collection, a function, or a new constant.
import type { Binding } from '../../facts/name-uses.ts';
import { isBinding } from '../../facts/races/cells.ts';
import { unwrap, isFunction, type Node } from '../../syntax/node.ts';
import type { FileRaces, Group } from './groups.ts';

export interface Owner {
  readonly text: string;
  /** Where a constant with this name is to be declared. */
  readonly declare?: { readonly name: string; readonly at: number };
}

/** Undefined when they have nothing in common that has a name. */
export function ownerOf({ members, cells }: Group, { names, program, accesses }: FileRaces): Owner | undefined {
  const roots = new Set(cells.map(({ root }) => root));
  const bindings = [...roots].filter(isBinding);
  const objects = [...roots].filter((root): root is Node => typeof root !== 'string' && !isBinding(root));
  if (objects.length > 0 && roots.size === 1) return { text: 'this' };
  // the widest scope: everything else lives at most as long
  const scope = roots.has('file') || objects.length > 0 ? program : bindings.map((each) => each.scope).reduce((a, b) => (a.end - a.start >= b.end - b.start ? a : b));
  if (!bindings.every((each) => scope.start <= each.scope.start && each.scope.end <= scope.end)) return undefined;
  const all = [...new Set(names.bindings.values())].filter((each) => each !== undefined);
  // the name of a class is declared once more within it
  const isUnique = ({ name }: Binding): boolean => all.filter((each) => each.name === name && !/^Class/.test(each.scope.type)).length === 1;
  const isKept = (binding: Binding): boolean => binding.scope === scope && isUnique(binding) && !accesses.cells.isReassigned(binding);
  const shared = bindings.find((each) => isKept(each) && each.uses.some((use) => isObject(use)));
  if (shared) return { text: shared.name };
  const named = [...members.map(({ fn }) => nameOf(fn)), ...objects.map(nameOfClass)].map((node) => node && all.find((each) => each.name === node['name'] && each.scope === scope)).find((binding) => binding && isKept(binding));
  if (named) return { text: named.name };
  const [cell] = bindings.filter((each) => each.scope === scope);
  const at = cell && declarationOf(cell);
  if (at === undefined) return undefined;
  let name = `${cell!.name}Turn`;
  for (let number = 2; names.words.has(name); number++) name = `${cell!.name}Turn${number}`;
  return { text: name, declare: { name, at } };
}

/** `const sold = []` */
function isObject(use: Node): boolean {
  const declarator: Node = use['parent'];
  if (declarator.type !== 'VariableDeclarator' || declarator['id'] !== use || declarator['parent'].kind !== 'const' || !declarator['init']) return false;
  const init = unwrap(declarator['init']);
  return /^(?:ArrayExpression|ObjectExpression|NewExpression)$/.test(init.type) || (init.type === 'CallExpression' && /^(?:alloc|allocUnsafe|from)$/.test(unwrap(init['callee'])['property']?.name ?? '') && unwrap(init['callee'])['object'].name === 'Buffer');
}

/** The identifier that names a function for good. */
function nameOf(fn: Node): Node | undefined {
  if (fn.type === 'FunctionDeclaration') return fn['id'] ?? undefined;
  return isFunction(fn) ? nameOfValue(fn) : undefined;
}

function nameOfValue(value: Node): Node | undefined {
  const declarator: Node = value['parent'];
  const isConst = declarator?.type === 'VariableDeclarator' && declarator['parent'].kind === 'const' && declarator['id'].type === 'Identifier';
  return isConst ? declarator['id'] : undefined;
}

/** The identifier of a class declaration, or of the constant that a class or object literal is. */
const nameOfClass = (node: Node): Node | undefined => {
  const owner: Node = node.type === 'ClassBody' ? node['parent'] : node;
  return owner.type === 'ClassDeclaration' ? (owner['id'] ?? undefined) : nameOfValue(owner);
};

/** The start of the statement that declares a variable with `let` or `const`. */
function declarationOf({ uses }: Binding): number | undefined {
  for (const use of uses) {
    const declarator: Node = use['parent'];
    const statement: Node | undefined = declarator.type === 'VariableDeclarator' && declarator['id'] === use ? declarator['parent'] : undefined;
    if (!statement || statement['kind'] === 'var') continue;
    const outer: Node = statement['parent'];
    if (outer.type === 'ExportNamedDeclaration') return outer.start;
    if (/^(?:Program|BlockStatement)$/.test(outer.type)) return statement.start;
  }
  return undefined;
}
