// Lets a handler whose value is the answer give its reply where it gave nothing: a promise of undefined would answer at once.
import type { Edit } from '../core/edit.ts';
import type { Style } from '../core/style.ts';
import { GIVES_REPLY } from '../apis/handlers/fastify.ts';
import { chainOf, emptyEnds } from '../facts/handlers/empty-ends.ts';
import type { Node } from '../syntax/node.ts';

const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

/** Before whatever else is put there. */
const FIRST = -4e9;

/** The edits that return `reply` at each empty end of `fn`. */
export function answerEdits(fn: Node, reply: string, text: string, { eol, indent, semicolons }: Style): Edit[] {
  const { returns, end } = emptyEnds(fn);
  const edits = returns.map(({ start }) => insert(start + 'return'.length, ` ${reply}`));
  if (!end) return edits;
  const last = (fn.body.body as Node[]).at(-1);
  if (last?.type === 'ExpressionStatement') {
    const { root, methods } = chainOf(last.expression);
    if (root.type === 'Identifier' && root.name === reply && methods.length > 0 && methods.every((name) => GIVES_REPLY.has(name))) return [...edits, insert(last.start, 'return ', FIRST)];
  }
  const close: number = fn.body.end - 1;
  const statement = `return ${reply}${semicolons ? ';' : ''}`;
  const line = text.lastIndexOf('\n', close - 1) + 1;
  const lead = /^[\t ]*$/.exec(text.slice(line, close));
  if (lead) return [...edits, insert(line, `${lead[0]}${indent}${statement}${eol}`, -FIRST)];
  const gap = /[\t ]*$/.exec(text.slice(0, close))![0].length;
  return [...edits, insert(close - gap, ` ${statement}`, -FIRST)];
}
