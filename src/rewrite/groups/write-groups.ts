// The edits of a group of promises: the function that begins it with a signal, or that waits for all, in the place of `Promise.all`.
import type { GroupData } from '../../core/groups.ts';
import type { Edit } from '../../core/edit.ts';
import { walk, type Node } from '../../syntax/node.ts';
import { prefixOrder } from '../await-text.ts';
import { argumentEdits, insert } from '../deadlines/option-edits.ts';
import type { ImportRequests } from '../imports.ts';

/** `runTogether((signal) => [load(1, { signal }), load(2, { signal })])` */
export function groupEdits(call: Node, data: GroupData, imports: ImportRequests, text: string): Edit[] {
  const { callee, arguments: [list] } = call as unknown as { readonly callee: Node; readonly arguments: readonly [Node] };
  const named = (name: string): Edit => ({ span: { start: callee.start, end: callee.end }, text: imports.runtime(name) });
  if (data.form === 'settle') return [named('settleAll')];
  const at = list['extra']?.parenthesized ? (list['extra'].parenStart as number) : list.start;
  const inner: Node[] = [];
  walk(list, (node) => { if (node.type === 'CallExpression' && data.inner?.some(({ start, end }) => start === node.start && end === node.end)) inner.push(node); });
  return [
    named(data.waits ? 'runTogether' : 'failFast'),
    insert(at, `(${data.name}) => `, -5e9),
    ...(data.parent !== undefined ? argumentEdits(call, 0, data.parent, text) : []),
    ...inner.flatMap((each) => groupEdits(each, { form: 'stop', name: data.name, waits: data.waits, parent: data.name }, imports, text)),
  ];
}

/** `return await load()` */
export const awaitEdits = (call: Node): Edit[] => [insert(call.start, 'await ', prefixOrder(call) - 1)];
