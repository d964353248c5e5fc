// The names that a file uses, and new names that clash with none of them.
import { walk, type Node } from '../../syntax/node.ts';

/** Names of one file: which are in use, and which stand for one thing throughout. */
export class Names {
  readonly #used = new Set<string>();
  readonly #declarations = new Map<string, number>();
  readonly #assigned = new Set<string>();

  constructor(program: Node, reserved: readonly string[] = []) {
    for (const name of reserved) this.#used.add(name);
    walk(program, (node, parent) => {
      if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && !isKey(node, parent)) this.#used.add(node['name']);
      for (const pattern of declaredBy(node)) for (const name of namesIn(pattern)) this.#declarations.set(name, (this.#declarations.get(name) ?? 0) + 1);
      for (const pattern of assignedBy(node)) for (const name of namesIn(pattern)) this.#assigned.add(name);
    });
  }

  /** `name` is declared once in the whole file and never assigned again: it means the same thing everywhere. */
  isStable(name: string): boolean {
    return this.#declarations.get(name) === 1 && !this.#assigned.has(name);
  }

  /** `wanted` if nothing in the file has that name, else the first of `alternatives` that is free, else one with a number. Takes the name. */
  take(wanted: string, ...alternatives: readonly string[]): string {
    const candidates = [wanted, ...alternatives];
    const last = candidates.at(-1) as string;
    for (let number = 2, name = candidates.shift(); name !== undefined; name = candidates.shift() ?? `${last}${number++}`) {
      if (this.#used.has(name)) continue;
      this.#used.add(name);
      return name;
    }
    return wanted;
  }
}

/** A name after a dot, or before a colon in an object: it names a property, not a variable. */
function isKey(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined || parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') return parent['property'] === node;
  if (parent.type === 'ObjectProperty') return parent['key'] === node && parent['shorthand'] !== true;
  return /^(Object|Class|ClassPrivate)(Method|Property)$/.test(parent.type) && parent['key'] === node;
}

function declaredBy(node: Node): readonly Node[] {
  if (node.type === 'VariableDeclarator') return [node['id']];
  if (node.type === 'CatchClause') return node['param'] ? [node['param']] : [];
  if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) return [node['local']];
  if (/^(Class|TSEnum|TSModule|TSImportEquals)(Declaration|Expression)$/.test(node.type)) return node['id'] ? [node['id']] : [];
  if (Array.isArray(node['params']) && node['body'] !== undefined) return node['id'] ? [node['id'], ...node['params']] : node['params'];
  return [];
}

function assignedBy(node: Node): readonly Node[] {
  if (node.type === 'AssignmentExpression') return [node['left']];
  if (node.type === 'UpdateExpression') return [node['argument']];
  if (/^For(In|Of)Statement$/.test(node.type) && node['left'].type !== 'VariableDeclaration') return [node['left']];
  return [];
}

/** Names that a pattern binds or assigns. */
function namesIn(pattern: Node | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier': return [pattern['name']];
    case 'ObjectPattern': return (pattern['properties'] as Node[]).flatMap((property) => namesIn(property['value'] ?? property['argument']));
    case 'ArrayPattern': return (pattern['elements'] as (Node | null)[]).flatMap(namesIn);
    case 'AssignmentPattern': return namesIn(pattern['left']);
    case 'RestElement': return namesIn(pattern['argument']);
    case 'TSParameterProperty': return namesIn(pattern['parameter']);
    default: return [];
  }
}
