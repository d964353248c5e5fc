// How the path that an expression gives ends, as far as the text says: two files whose names differ are two files.
import { keyName, unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';

/** What a path ends with; `whole` when that is all of the file's name. */
export interface PathEnd {
  readonly end: string;
  readonly whole: boolean;
}

const ending = (text: string): PathEnd | undefined => {
  const end = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  return end === '' || end === '.' || end === '..' ? undefined : { end, whole: text.length > end.length };
};

/** @param names of the file */
export function pathEnd(expression: Node | undefined, names: NameUses): PathEnd | undefined {
  if (!expression) return undefined;
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': {
      const found = ending(node.value);
      return found && { ...found, whole: true };
    }
    case 'TemplateLiteral': {
      const text: string = node.quasis.at(-1).value.cooked ?? '';
      const found = ending(text);
      return found && (node.quasis.length === 1 ? { ...found, whole: true } : found);
    }
    case 'BinaryExpression': return node.operator === '+' && unwrap(node.right).type === 'StringLiteral' ? ending(unwrap(node.right).value) : undefined;
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const name = callee.type === 'MemberExpression' ? keyName(callee.property, callee.computed) : callee.name;
      // an array's join has one argument
      return (name === 'join' || name === 'resolve') && node.arguments.length > 1 ? pathEnd(node.arguments.at(-1), names) : undefined;
    }
    case 'Identifier': {
      const binding = names.bindings.get(node);
      const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.parent?.kind === 'const' && parent.id?.name === binding.name)?.parent as Node | undefined;
      return declared?.id.type === 'Identifier' && declared.init !== node ? pathEnd(declared.init, names) : undefined;
    }
    default: return undefined;
  }
}

/** Whether two paths may lead to one file. File systems may ignore case. */
export function maySame(a: PathEnd | undefined, b: PathEnd | undefined): boolean {
  if (!a || !b) return true;
  const [one, other] = [a.end.toLowerCase(), b.end.toLowerCase()];
  if (a.whole && b.whole) return one === other;
  if (a.whole) return one.endsWith(other);
  if (b.whole) return other.endsWith(one);
  return one.endsWith(other) || other.endsWith(one);
}
