// The modules that a computed specifier stands for, as far as the text tells: `path.join(__dirname, '..', 'lib')` is `../lib`.
import path from 'node:path';
import { unwrap, type Node } from '../syntax/node.ts';
import { literalOf } from './known-strings.ts';

export interface Specifiers {
  readonly known: readonly string[];
  /** Whether it can be something else. */
  readonly isOpen: boolean;
}

/** @param node what `require` or `import()` is given */
export function specifiersOf(node: Node): Specifiers {
  const inner = unwrap(node);
  const both = inner.type === 'ConditionalExpression' ? [inner['consequent'], inner['alternate']] : inner.type === 'LogicalExpression' ? [inner['left'], inner['right']] : undefined;
  if (both) {
    const [a, b] = both.map((each: Node) => specifiersOf(each)) as [Specifiers, Specifiers];
    return { known: [...a.known, ...b.known], isOpen: a.isOpen || b.isOpen };
  }
  const one = literalOf(inner) ?? fromFolder(inner) ?? resolved(inner);
  return one === null ? { known: [], isOpen: true } : { known: [one], isOpen: false };
}

/** `require.resolve('./x')` */
function resolved(node: Node): string | null {
  if (node.type !== 'CallExpression' || !isMember(node['callee'], 'require', 'resolve') || node['arguments'].length !== 1) return null;
  const { known, isOpen } = specifiersOf(node['arguments'][0]);
  return known.length === 1 && !isOpen ? known[0]! : null;
}

/** A path that begins with the folder of the file, relative to it. */
function fromFolder(node: Node): string | null {
  const inner = unwrap(node);
  if (isFolder(inner)) return '.';
  if (inner.type === 'BinaryExpression' && inner['operator'] === '+') return below(fromFolder(inner['left']), literalOf(unwrap(inner['right'])));
  if (inner.type === 'TemplateLiteral' && inner['expressions'].length === 1 && inner['quasis'][0].value.cooked === '') return below(fromFolder(inner['expressions'][0]), inner['quasis'][1].value.cooked);
  if (inner.type !== 'CallExpression') return null;
  const { callee } = inner as unknown as { callee: Node };
  const name = callee.type === 'Identifier' ? callee['name'] : isMember(callee, 'path') ? callee['property'].name : undefined;
  const [first, ...rest] = inner['arguments'] as Node[];
  if (!first || !/^(join|resolve|normalize)$/.test(name)) return null;
  const texts = rest.map((each) => literalOf(unwrap(each)));
  const begin = fromFolder(first);
  if (begin === null || texts.some((text) => text === null || (name === 'resolve' && text.startsWith('/')))) return null;
  return relative(path.posix.join(begin, ...(texts as string[])));
}

/** `__dirname + '/x'`: without the slash it would be another folder. */
const below = (folder: string | null, text: string | null | undefined): string | null => (folder !== null && text?.startsWith('/') ? relative(path.posix.join(folder, text)) : null);

const relative = (joined: string): string => (/^\.\.?(\/|$)/.test(joined) ? joined : `./${joined}`);

const isFolder = (node: Node): boolean => (node.type === 'Identifier' && node['name'] === '__dirname') || (node.type === 'MemberExpression' && node['object'].type === 'MetaProperty' && node['property'].name === 'dirname');

const isMember = (node: Node, object: string, property?: string): boolean =>
  node.type === 'MemberExpression' && !node['computed'] && node['object'].type === 'Identifier' && node['object'].name === object && (property === undefined || node['property'].name === property);
