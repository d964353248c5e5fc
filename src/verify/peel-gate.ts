// The gate for flattened chains: code moved out of handlers is all still there, comments and literals byte for byte.
import { isFunction, walk, type Node } from '../syntax/node.ts';

/** A value that a function does nothing but return: nobody may want it. */
const isReturned = (node: Node): boolean => /^(String|Numeric|RegExp)Literal$/.test(node.type) && (node.parent?.type === 'ReturnStatement' || (node.parent?.type === 'ArrowFunctionExpression' && node.parent.body === node));

/** What has to be in both texts: comments (their indentation aside), strings, templates, regular expressions. */
export function substance(ast: Node, text: string, returned: boolean): string[] {
  const found = (ast.comments as Node[]).map(({ start, end }) => text.slice(start, end).replace(/\n[ \t]*/g, '\n'));
  walk(ast.program, (node) => {
    if ((returned || !isReturned(node)) && /^(TemplateElement|StringLiteral|RegExpLiteral|NumericLiteral|JSXText|DirectiveLiteral)$/.test(node.type)) found.push(text.slice(node.start, node.end));
  });
  return found;
}

/** How many nodes of each type are counted. */
export function countTypes(ast: Node, isCounted: (node: Node) => boolean): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  walk(ast.program, (node) => {
    if (isCounted(node)) counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
  });
  return counts;
}

/** What would be lost, in words, where there are fewer nodes of a type than there were. */
export function rejectFewer(was: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string | undefined {
  for (const [type, count] of was) if ((now.get(type) ?? 0) < count) return `it would lose one of its ${count} ${type}s`;
  return undefined;
}

const isLink = ({ callee }: Node): boolean => callee.type === 'MemberExpression' && /^(then|catch|finally)$/.test(callee.property.name ?? '');

/** Calls that no chain consists of, throws, assignments, loops and branches: none of them may get lost. `chained`: assignments of chains do not count. */
function deeds(ast: Node, chained: boolean): ReadonlyMap<string, number> {
  return countTypes(ast, (node) => {
    const counted = node.type === 'CallExpression' ? !isLink(node) && node.callee.property?.name !== 'bind' : /^(NewExpression|ThrowStatement|IfStatement|\w*(For|While)\w*Statement|SwitchStatement|UpdateExpression|YieldExpression|AwaitExpression|AssignmentExpression)$/.test(node.type);
    // a chain that only throws gives no value to assign
    const assigns = node.type === 'AssignmentExpression' && node.right.type === 'AwaitExpression' && node.right.argument.type === 'CallExpression' && isLink(node.right.argument);
    return counted && !(assigns && chained);
  });
}

/** Functions that are no handlers: one that was called by its name may not be taken apart. */
function namedFunctions(ast: Node): number {
  let count = 0;
  walk(ast.program, (node) => {
    if (isFunction(node) && node.parent?.type !== 'CallExpression') count++;
  });
  return count;
}

export const shortened = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);

/** The first of `wanted` that is not, or not as often, among `given`. */
export function missing(wanted: readonly string[], given: readonly string[]): string | undefined {
  const left = new Map<string, number>();
  for (const each of given) left.set(each, (left.get(each) ?? 0) + 1);
  return wanted.find((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

/** The first comment that a coroutine would lose; undefined when all are there. */
export function rejectWithoutComments(before: Node, beforeText: string, after: Node, afterText: string): string | undefined {
  const comments = (ast: Node, text: string): string[] => (ast.comments as Node[]).map(({ start, end }) => text.slice(start, end));
  const lost = missing(comments(before, beforeText), comments(after, afterText));
  return lost === undefined ? undefined : `it would lose ${shortened(lost)}`;
}

/** Why a flattened text must not be written; undefined when all is there. Both trees have parents. */
export function rejectPeeled(before: Node, beforeText: string, after: Node, afterText: string): string | undefined {
  const lost = missing(substance(before, beforeText, false), substance(after, afterText, true));
  if (lost !== undefined) return `it would lose ${shortened(lost)}`;
  const added = missing(substance(after, afterText, true), substance(before, beforeText, true));
  if (added !== undefined) return `it would write ${shortened(added)} twice`;
  const fewer = rejectFewer(deeds(before, true), deeds(after, false));
  if (fewer !== undefined) return fewer;
  return namedFunctions(after) < namedFunctions(before) ? 'it would lose a function' : undefined;
}
