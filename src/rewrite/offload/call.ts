// A call of a function that runs in worker threads -> a call of its bridge: `hash(text)` -> `await hashInWorker(text)`, with the arguments that move there, or `loadBlocking(file)`.
import { blockingName } from '../../core/bridge.ts';
import type { Edit } from '../../core/edit.ts';
import { bridgeName, type OffloadTask } from '../../core/offload.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey } from '../../core/source.ts';
import { unwrap, type Node } from '../../syntax/node.ts';
import type { Rewriting } from '../rewrite-file.ts';

/** @param awaited the edits that put an await before a call */
export function offloadedCall<R extends Pick<Rewriting, 'calls' | 'imports' | 'replaced'>>(r: R, decision: Decision, awaited: (r: R, call: Node) => Edit[]): Edit[] {
  const data = decision.data as unknown as { task: OffloadTask; specifier: string; awaited?: boolean; moves?: readonly number[] };
  const blocks = decision.verdict === 'bridge';
  const call = r.calls.get(spanKey(decision.span));
  if (!call) throw new Error(`no call at ${decision.id}`);
  const callee = unwrap(call.callee);
  const name = r.imports.imported(data.specifier, blocks ? blockingName(data.task) : bridgeName(data.task));
  const origin = callee.type === 'Identifier' ? r.imports.originOf(callee.name) : undefined;
  if (origin) r.replaced.push({ module: origin.module, path: origin.imported, local: callee.name });
  return [{ span: { start: callee.start, end: callee.end }, text: data.moves ? `${name}.with({ transfer: [${data.moves.join(', ')}] })` : name }, ...(data.awaited || blocks ? [] : awaited(r, call))];
}
