// The calls that stand in a function, looked up by the function.
import type { Linked, Site } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';

const known = new WeakMap<Linked, Map<FnId, Site[]>>();

function byFunction(linked: Linked): Map<FnId, Site[]> {
  const all = new Map<FnId, Site[]>();
  for (const site of linked.sites) {
    const sites = all.get(site.within);
    if (sites) sites.push(site);
    else all.set(site.within, [site]);
  }
  return all;
}

/** Calls in the body of `fn` itself, not in functions inside of it; in the order of the text. */
export function sitesWithin(linked: Linked, fn: FnId): readonly Site[] {
  let all = known.get(linked);
  if (!all) known.set(linked, (all = byFunction(linked)));
  return all.get(fn) ?? [];
}
