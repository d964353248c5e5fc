// The edits of a group of promises: the function that begins it with a signal, or that waits for all, in the place of `Promise.all`.
import type { GroupData } from '../../core/groups.ts';
import type { Edit } from '../../core/edit.ts';
import type { Node } from '../../syntax/node.ts';
import { prefixOrder } from '../await-text.ts';
import { insert } from '../deadlines/option-edits.ts';
import type { ImportRequests } from '../imports.ts';

/** `runTogether((signal) => [load(1, { signal }), load(2, { signal })])` */
export function groupEdits(call: Node, data: GroupData, imports: ImportRequests): Edit[] {
  const { callee, arguments: [list] } = call as unknown as { readonly callee: Node; readonly arguments: readonly [Node] };
  const named = (name: string): Edit => ({ span: { start: callee.start, end: callee.end }, text: imports.runtime(name) });
  if (data.form === 'settle') return [named('settleAll')];
  const at = list['extra']?.parenthesized ? (list['extra'].parenStart as number) : list.start;
  return [
    named(data.waits ? 'runTogether' : 'failFast'),
    insert(at, `(${data.name}) => `, -5e9),
    ...(data.parent !== undefined ? [insert(call.end - 1, `, ${data.parent}`, 5e9)] : []),
  ];
}

/** `return await load()` */
export const awaitEdits = (call: Node): Edit[] => [insert(call.start, 'await ', prefixOrder(call) - 1)];
