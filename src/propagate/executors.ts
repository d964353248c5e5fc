// Whether the executor of a promise may wait: `new Promise((resolve, reject) => { (async () => { … })().catch(reject); })`.
import type { Fn, HostUse, Linked, Site } from '../resolve/linked.ts';

/** Nothing runs between a call and the end of the promise that it gives. */
function isWaitedFor(site: Site, linked: Linked, hasUnseenCaller: (fn: Fn) => boolean, seen: ReadonlySet<number> = new Set()): boolean {
  const { fact, within } = site;
  if (fact.use === 'awaited' || fact.awaitedChain === true || fact.last === true) return true;
  if (fact.use !== 'returned' || seen.has(within)) return false;
  const fn = linked.fns[within]!;
  if (fn.fact.kind === 'module' || fn.fact.isGenerator || fn.escapes.length > 0 || linked.solver.dropped.has(fn.id) || hasUnseenCaller(fn)) return false;
  const callers = linked.callers[fn.id]!;
  const uses = linked.hostUses[fn.id]!;
  const inner = new Set([...seen, within]);
  return callers.length + uses.length > 0 && uses.every(({ host }) => host === 'test' || host === 'then') && callers.every((caller) => caller.fact.kind === 'call' && isWaitedFor(caller, linked, hasUnseenCaller, inner));
}

/**
 * What the executor does at once today it does later then: nobody may look in between, and an error must find its way to
 * the promise.
 */
export function executorMayWait(use: HostUse, fn: Fn, linked: Linked, hasUnseenCaller: (fn: Fn) => boolean): boolean {
  return executorForm(fn, linked) !== undefined && isWaitedFor(linked.sites[use.site]!, linked, hasUnseenCaller);
}

/** The name by which an executor that nothing else calls rejects its promise. */
export function executorForm(fn: Fn, linked: Linked): { readonly done: string } | undefined {
  const { fact } = fn;
  if (linked.hostUses[fn.id]!.length !== 1 || linked.callers[fn.id]!.length > 0 || fn.storedAs.size > 0) return undefined;
  const reject = fact.paramNames[1];
  return fact.hasBlock && fact.rest < 0 && reject !== undefined && reject !== '' ? { done: reject } : undefined;
}
