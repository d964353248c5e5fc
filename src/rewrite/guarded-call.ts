// A call whose callee may be the API or something that was injected: it asks at run time, and only the API is awaited.
import type { Edit } from '../core/edit.ts';
import type { ApiRewrite } from '../core/rewrite.ts';
import type { Style } from '../core/style.ts';
import { applyEdits } from '../edits/apply.ts';
import { unwrap, type Node } from '../syntax/node.ts';
import { prefixOrder, suffixOrder } from './await-text.ts';

/** A conditional expression can stand here as it is. */
function standsAlone(call: Node): boolean {
  if (call.extra?.parenthesized) return true;
  const { parent } = call;
  switch (parent?.type) {
    case 'VariableDeclarator': case 'ReturnStatement': case 'ThrowStatement': case 'ArrayExpression': case 'TemplateLiteral': case 'IfStatement':
    case 'WhileStatement': case 'DoWhileStatement': case 'SwitchStatement': case 'ForOfStatement': case 'ForInStatement': case 'ExpressionStatement': return true;
    case 'AssignmentExpression': return parent.right === call;
    case 'ObjectProperty': return parent.value === call;
    case 'CallExpression': case 'NewExpression': return parent.callee !== call;
    default: return false;
  }
}

/** The call as its twin: callee, arguments as the adapter wants them, suffix and property. */
function twinText(call: Node, { callee, argEdits = [], suffix = '', property }: ApiRewrite, text: string): string {
  const { end } = unwrap(call.callee);
  const shifted = argEdits.map((edit) => ({ ...edit, span: { start: edit.span.start - end, end: edit.span.end - end } }));
  const awaited = `await ${callee}${applyEdits(text.slice(end, call.end), shifted)}${suffix}`;
  return property === undefined ? awaited : `(${awaited}).${property}`;
}

/** Whether `statement` is one of a list, so that an if with an else can stand for it. */
const isListed = (statement: Node): boolean => /^(BlockStatement|Program|SwitchCase)$/.test(statement.parent?.type ?? '');

/**
 * `xfs.statSync(p)` -> `xfs === fs ? await fs.promises.stat(p) : xfs.statSync(p)`; a statement becomes an if with an else.
 * The call itself stays as it is. Its arguments are written twice and evaluated once, after the comparison, which reads
 * what the call reads again.
 */
export function guardCall(call: Node, answer: ApiRewrite, test: string, text: string, { eol, semicolons }: Style, isArgument: boolean): Edit[] {
  const before = (inserted: string): Edit => ({ span: { start: call.start, end: call.start }, text: inserted, order: prefixOrder(call) - 0.25 });
  const twin = twinText(call, answer, text);
  if (call.parent?.type === 'ExpressionStatement' && !call.extra?.parenthesized && isListed(call.parent)) {
    const indent = /^[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', call.start - 1) + 1, call.start));
    // without a line of its own the else needs a semicolon before it
    return [before(`if (${test}) ${twin}${indent && !semicolons ? `${eol}${indent[0]}` : indent ? `;${eol}${indent[0]}` : '; '}else `)];
  }
  if (standsAlone(call) || isArgument) return [before(`${test} ? ${twin} : `)];
  return [before(`(${test} ? ${twin} : `), { span: { start: call.end, end: call.end }, text: ')', order: suffixOrder(call) + 0.75 }];
}
