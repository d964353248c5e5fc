// The gate for flattened chains: code moved out of handlers is all still there, comments and literals byte for byte.
import { isFunction, walk, type Node } from '../syntax/node.ts';

/** What has to be in both texts, sorted: comments (their indentation aside), strings, templates, regular expressions. */
function substance(ast: Node, text: string): string[] {
  const found = (ast.comments as Node[]).map(({ start, end }) => text.slice(start, end).replace(/\n[ \t]*/g, '\n'));
  walk(ast.program, (node) => {
    if (/^(TemplateElement|StringLiteral|RegExpLiteral|NumericLiteral|JSXText|DirectiveLiteral)$/.test(node.type)) found.push(text.slice(node.start, node.end));
  });
  return found.sort();
}

const isLink = ({ callee }: Node): boolean => callee.type === 'MemberExpression' && /^(then|catch|finally)$/.test(callee.property.name ?? '');

/** Calls that no chain consists of, throws, assignments, loops and branches: none of them may get lost. */
function deeds(ast: Node): Map<string, number> {
  const counts = new Map<string, number>();
  walk(ast.program, (node) => {
    const counted = node.type === 'CallExpression' ? !isLink(node) && node.callee.property?.name !== 'bind' : /^(NewExpression|ThrowStatement|IfStatement|\w*(For|While)\w*Statement|SwitchStatement|UpdateExpression|YieldExpression|AwaitExpression|AssignmentExpression)$/.test(node.type);
    if (counted) counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
  });
  return counts;
}

/** Functions that are no handlers: one that was called by its name may not be taken apart. */
function namedFunctions(ast: Node): number {
  let count = 0;
  walk(ast.program, (node) => {
    if (isFunction(node) && node.parent?.type !== 'CallExpression') count++;
  });
  return count;
}

/** Why a flattened text must not be written; undefined when all is there. Both trees have parents. */
export function rejectPeeled(before: Node, beforeText: string, after: Node, afterText: string): string | undefined {
  const [had, has] = [substance(before, beforeText), substance(after, afterText)];
  const left = new Map<string, number>();
  for (const each of has) left.set(each, (left.get(each) ?? 0) + 1);
  for (const each of had) {
    const count = left.get(each) ?? 0;
    if (count === 0) return `it would lose ${each.replace(/\s+/g, ' ').slice(0, 60)}`;
    left.set(each, count - 1);
  }
  if (has.length !== had.length) return 'it would write a comment or a literal twice';
  const now = deeds(after);
  for (const [type, count] of deeds(before)) if ((now.get(type) ?? 0) < count) return `it would lose one of its ${count} ${type}s`;
  return namedFunctions(after) < namedFunctions(before) ? 'it would lose a function' : undefined;
}
