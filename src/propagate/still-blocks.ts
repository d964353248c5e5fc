// Versions that would go on blocking are none: what they hold, or call, must all be able to wait.
import type { Linked, Site } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';
import type { Blocks } from './blocks.ts';
import { sitesWithin } from './sites-within.ts';

/** What the copies are made of, by the function that is copied. */
export interface Copies {
  /** Functions that wait in the copy of a function. */
  readonly waiting: (fn: FnId) => ReadonlySet<FnId>;
  /** Calls in the copy that are of another version. */
  readonly redirected: (fn: FnId) => readonly { readonly site: Site; readonly callee: FnId }[];
  /** Blocking calls that stay one wherever they stand. */
  readonly fixed: ReadonlySet<Site>;
  /** All blocking calls. */
  readonly seeds: ReadonlySet<Site>;
}

/** Takes those out of `chosen` whose copies would still block, and those that would then call such a one. */
export function dropBlocking(chosen: Set<FnId>, copies: Copies, linked: Linked, blocks: Blocks): void {
  const staying = [...copies.seeds].filter((site) => copies.fixed.has(site) || blocks.of.has(site.within)).map(({ within }) => within);
  const block = new Set<FnId>(staying);
  for (const id of block) for (const { within } of linked.callers[id]!) block.add(within);
  const inside = new Map<FnId, FnId[]>([...chosen].map((id) => [id, []]));
  for (const { id, fact } of linked.fns) {
    for (let up = id, at = fact.within; ; ) {
      if (inside.has(up)) inside.get(up)!.push(id);
      if (at < 0) break;
      up = id - fact.index + at;
      at = linked.fns[up]!.fact.within;
    }
  }
  const stillBlocks = (id: FnId): boolean => {
    const waiting = copies.waiting(id);
    const redirected = new Map(copies.redirected(id).map(({ site, callee }) => [site, callee]));
    return inside.get(id)!.some((each) => sitesWithin(linked, each).some((site) => {
      if (copies.seeds.has(site)) return copies.fixed.has(site) || !waiting.has(each);
      const version = redirected.get(site);
      if (version !== undefined && chosen.has(version)) return false;
      return [...site.targets].some((target) => block.has(target) && !waiting.has(target));
    }));
  };
  for (let fell = true; fell; ) {
    fell = false;
    for (const id of [...chosen]) if (stillBlocks(id)) fell = chosen.delete(id) || fell;
  }
}
