// Where an inserted `await` needs parentheses, and where a statement that begins with them needs a semicolon before it.
import type { Edit } from '../core/edit.ts';
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

const OPEN_ENDED = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement', 'DebuggerStatement', 'ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration', 'DoWhileStatement', 'Directive', 'TSImportEqualsDeclaration', 'TSExportAssignment', 'TSTypeAliasDeclaration']);

/** The statement that ends where `statement` ends: the body of a loop, the last branch of an if. */
function lastPart(statement: Node): Node {
  const part: Node | undefined =
    statement.type === 'IfStatement' ? (statement.alternate ?? statement.consequent) : /^(For\w*|While|Labeled|With)Statement$/.test(statement.type) ? statement.body : undefined;
  return part ? lastPart(part) : statement;
}

/** A statement that begins with `(` here, after one without a semicolon, would be read as a call of it. */
function needsSemicolon(statement: Node, text: string): boolean {
  const owner: Node | undefined = statement.parent;
  const list = owner?.type === 'SwitchCase' ? owner.consequent : owner?.body;
  if (!Array.isArray(list)) return false;
  const siblings: Node[] = [...(owner?.directives ?? []), ...list];
  const previous = siblings[siblings.indexOf(statement) - 1];
  return previous !== undefined && OPEN_ENDED.has(lastPart(previous).type) && text[previous.end - 1] !== ';';
}

/** `edits` with a semicolon before each `(` that they put at the beginning of a statement which needs one. */
export function guardStatements(edits: readonly Edit[], statements: ReadonlyMap<number, Node>, text: string): Edit[] {
  const first = new Map<number, Edit>();
  for (const edit of edits) {
    const { start, end } = edit.span;
    if (start !== end || !statements.has(start)) continue;
    const known = first.get(start);
    if (!known || (edit.order ?? 0) < (known.order ?? 0)) first.set(start, edit);
  }
  const guarded = new Set([...first].filter(([start, edit]) => edit.text.startsWith('(') && needsSemicolon(statements.get(start)!, text)).map(([, edit]) => edit));
  return edits.map((edit) => (guarded.has(edit) ? { ...edit, text: `;${edit.text}` } : edit));
}
