// What a copy of a function may wait for: which of the functions inside of it become async there, whatever the original's callers do.
import type { Fn, Linked } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';
import type { Blocks } from './blocks.ts';

/** Functions of the copy of `fn` that may wait; those that need not, because nothing in them blocks, are left out. */
export function copyOf(fn: Fn, linked: Linked, blocks: Blocks): Set<FnId> {
  const base = fn.id - fn.fact.index;
  const inside = new Set([fn.id]);
  for (const other of linked.fns) {
    if (other.file === fn.file && other.fact.within >= 0 && other.id > fn.id && inside.has(base + other.fact.within)) inside.add(other.id);
  }
  const wanted = [...inside].filter((id) => id !== fn.id && blocks.of.has(id));
  const stays = new Set<FnId>();
  for (const id of wanted) {
    const other = linked.fns[id]!;
    const isKnown = [...linked.callers[id]!.map(({ within }) => within), ...linked.hostUses[id]!.map(({ site }) => linked.sites[site]!.within)].every((within) => inside.has(within));
    if ('obstacle' in blocks.of.get(id)! || !isKnown || other.fact.isAsync || blocks.bonds.peersOf(other).length > 0) stays.add(id);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const id of wanted) {
      if (stays.has(id) || !blocks.waiting(linked.fns[id]!).some(({ site }) => stays.has(site.within))) continue;
      stays.add(id);
      grew = true;
    }
  }
  return new Set([fn.id, ...wanted.filter((id) => !stays.has(id))]);
}
