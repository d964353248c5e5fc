// The receiver of a method call as the first argument of a function call: `list.map(f)` -> `(list, f)`.
import type { Edit } from '../core/edit.ts';
import type { Node } from '../syntax/node.ts';

/** Offset of the first character at or after `offset` that is neither blank nor in a comment nor one of `skipped`. */
function nextCode(text: string, offset: number, skipped = ''): number {
  let at = offset;
  for (;;) {
    if (text.startsWith('//', at)) while (at < text.length && !/[\n\r\u2028\u2029]/.test(text[at]!)) at++;
    else if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 2;
    else if (/\s/.test(text[at]!) || skipped.includes(text[at]!)) at++;
    else return at;
  }
}

/** Replaces what stands between the receiver and the first argument; comments there stay. */
export function receiverBecomesArgument(call: Node, callee: Node, text: string): Edit[] {
  const first: Node = call.arguments[0];
  const member = nextCode(text, callee.object.end, ')');
  const receiverEnd = text.lastIndexOf(')', member - 1) >= callee.object.end ? closingEnd(text, callee.object.end) : callee.object.end;
  const open = text.indexOf('(', nextCode(text, (call.typeParameters ?? call.typeArguments ?? callee).end)) + 1;
  const before = text.slice(receiverEnd, member);
  const after = text.slice(open, first.extra?.parenStart ?? first.start);
  if (/^\s*$/.test(before) && /^\s*$/.test(after)) {
    return [{ span: { start: receiverEnd, end: open + after.length }, text: ', ' }];
  }
  return [
    { span: { start: receiverEnd, end: receiverEnd }, text: ',', order: 3e9 },
    { span: { start: member, end: open }, text: '' },
  ];
}

/** End of the run of closing parentheses that follow a parenthesised expression; comments between them are passed over. */
function closingEnd(text: string, offset: number): number {
  let end = offset;
  for (let at = nextCode(text, end); text[at] === ')'; at = nextCode(text, end)) end = at + 1;
  return end;
}
