// Where an inserted `await` needs parentheses, and where a statement that begins with them needs a semicolon before it.
import type { Node } from '../syntax/node.ts';

/** Insertions before and after a call that turn it into an awaited one. Orders keep nested wrappers apart. */
export const prefixOrder = (span: { readonly end: number }): number => -1e9 - span.end;
export const suffixOrder = (span: { readonly start: number }): number => -1e9 - span.start;

/** `await call` must be parenthesised here (Prettier's needsParens for AwaitExpression, plus TypeScript's `!`). */
export function needsParens(call: Node): boolean {
  if (call.extra?.parenthesized) return false;
  const { parent } = call;
  switch (parent?.type) {
    case 'MemberExpression': case 'OptionalMemberExpression': return parent.object === call;
    case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': return parent.callee === call;
    case 'TaggedTemplateExpression': return parent.tag === call;
    case 'BinaryExpression': return parent.operator === '**' && parent.left === call;
    case 'TSNonNullExpression': case 'BindExpression': return true;
    case 'ClassDeclaration': case 'ClassExpression': return parent.superClass === call;
    default: return false;
  }
}

const OPEN_ENDED = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement', 'ImportDeclaration', 'ExportAllDeclaration', 'DoWhileStatement']);

/** A statement that will begin with `(` after one without a semicolon would be read as a call of it. */
export function needsSemicolon(call: Node, text: string): boolean {
  let node: Node = call;
  while (node.parent && node.parent.type !== 'ExpressionStatement') {
    if (node.parent.start !== call.start) return false;
    node = node.parent;
  }
  const statement = node.parent;
  if (!statement || statement.start !== call.start) return false;
  const siblings: Node[] | undefined = statement.parent?.body;
  if (!Array.isArray(siblings)) return false;
  const previous = siblings[siblings.indexOf(statement) - 1];
  return previous !== undefined && OPEN_ENDED.has(previous.type) && text[previous.end - 1] !== ';';
}
