// Which functions decisions are about: those around blocking calls, and whoever calls them.
import { isCalledByName, isPromiseFunction } from '../propagate/obstacles.ts';
import { functionAt } from '../apis/index.ts';
import type { Linked, Site } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';

/** `fs.readFileSync`, the function itself. */
export const isBlocking = (path: string): boolean => functionAt(path) !== undefined;

/** Calls that may be of the catalogue, whatever is decided about them. */
export const blockingSites = (linked: Linked): Site[] =>
  linked.sites.filter(({ externals }) => [...externals].some((path) => isBlocking(path.replace(/^callback:/, '').replace(/\.(?:call|apply|bind\(\))$/, ''))));

/** All functions that could have to wait, refused ones and their callers included. */
export function wantedFunctions(linked: Linked, seeds: readonly Site[]): Set<FnId> {
  const wanted = new Set(seeds.map(({ within }) => within));
  for (const id of wanted) {
    const fn = linked.fns[id]!;
    if (fn.fact.isAsync || fn.fact.kind === 'module' || isPromiseFunction(linked, fn)) continue;
    for (const site of linked.callers[id]!) wanted.add(site.within);
    for (const use of linked.hostUses[id]!) wanted.add(linked.sites[use.site]!.within);
  }
  return wanted;
}

/** Names by which a call of something unknown counts as a possible call of a wanted function. */
export function callableNames(linked: Linked, wanted: ReadonlySet<FnId>): Set<string> {
  const names = new Set<string>();
  for (const id of wanted) {
    for (const [name, holders] of linked.fns[id]!.storedAs) {
      if (name !== '*' && isCalledByName(name, holders, linked.met)) names.add(name);
    }
  }
  return names;
}
