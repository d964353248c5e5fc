// A call of a function that runs in worker threads -> a call of its bridge: `hash(text)` -> `await hashInWorker(text)`.
import { blockingName } from '../../core/bridge.ts';
import type { Edit } from '../../core/edit.ts';
import { bridgeName, type OffloadTask } from '../../core/offload.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey } from '../../core/source.ts';
import { unwrap, type Node } from '../../syntax/node.ts';
import type { Rewriting } from '../rewrite-file.ts';

/** @param awaited the edits that put an await before a call */
export function offloadedCall<R extends Pick<Rewriting, 'calls' | 'imports' | 'replaced'>>(r: R, decision: Decision, awaited: (r: R, call: Node) => Edit[]): Edit[] {
  const { call, edit, awaited: isAwaited } = otherFunction(r, decision, bridgeName);
  return [edit, ...(isAwaited ? [] : awaited(r, call))];
}

/** `load(file)` -> `loadBlocking(file)` */
export const blockingCall = <R extends Pick<Rewriting, 'calls' | 'imports' | 'replaced'>>(r: R, decision: Decision): Edit[] => [otherFunction(r, decision, blockingName).edit];

/** The callee becomes a function of a generated module. */
function otherFunction(r: Pick<Rewriting, 'calls' | 'imports' | 'replaced'>, decision: Decision, nameOf: (task: OffloadTask) => string): { readonly call: Node; readonly edit: Edit; readonly awaited: boolean } {
  const data = decision.data as unknown as { task: OffloadTask; specifier: string; awaited?: boolean };
  const call = r.calls.get(spanKey(decision.span));
  if (!call) throw new Error(`no call at ${decision.id}`);
  const callee = unwrap(call.callee);
  const name = r.imports.imported(data.specifier, nameOf(data.task));
  const origin = callee.type === 'Identifier' ? r.imports.originOf(callee.name) : undefined;
  if (origin) r.replaced.push({ module: origin.module, path: origin.imported, local: callee.name });
  return { call, edit: { span: { start: callee.start, end: callee.end }, text: name }, awaited: data.awaited === true };
}
