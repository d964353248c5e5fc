// A handler that ends by calling a parameter becomes an async function without it: its promise says that it is done.
import type { Edit } from '../core/edit.ts';
import { endingCall } from '../facts/handlers/ending-call.ts';
import type { Node } from '../syntax/node.ts';

/** The edits that take the parameter `done`, and the call of it at the end, out of `fn`. */
export function endedEdits(fn: Node, done: string, text: string): Edit[] {
  const call = endingCall(fn, done);
  if (!call) throw new Error(`${done} is not the end of the handler at ${fn.start}`);
  const params = fn.params as Node[];
  const param = params.at(-1)!;
  const before = params.at(-2);
  const inner = text.slice(fn.body.start + 1, call.start);
  const from = fn.body.start + 1 + inner.trimEnd().length;
  const comment = /\/\/[^\n]*$/.test(text.slice(fn.body.start + 1, from));
  return [
    { span: { start: before ? before.end : param.start, end: param.end }, text: '' },
    // what stands behind the last statement stays
    { span: { start: comment ? call.start : from, end: call.end }, text: '' },
  ];
}
