// Whether a callback that becomes async could be seen half done: it ran in one step, now others run while it waits.
import type { Write } from '../core/facts.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import { sitesWithin } from './sites-within.ts';

/** Where a function waits for the first time, as far as what comes before and after goes. */
export interface FirstWait {
  /** What stands at or behind this offset may run after the wait: the start of the call, or of the loop around it. */
  readonly start: number;
  /** What stands before this offset has run by then. */
  readonly end: number;
}

/** Hosts that call their callback before they return. */
const AT_ONCE = new Set(['loop', 'sort', 'replace', 'throws', 'expect', 'run']);

/** Whether the function at `index` of its file is `fn` or lies inside of it. */
function isInside(linked: Linked, fn: Fn, index: number): boolean {
  const { functions } = linked.files[fn.file]!;
  for (let at = index; at >= 0; at = functions[at]!.within) if (at === fn.fact.index) return true;
  return false;
}

/** What a write of `writer`, called by `callback`, changes is seen by others than this call of `callback`. */
const isSeen = (linked: Linked, callback: Fn, writer: Fn, { of }: Write): boolean =>
  typeof of !== 'number' || !(writer.file === callback.file && isInside(linked, callback, of)) && of !== writer.fact.index;

/** Whether a call may change what others see, in all that it leads to. */
function leadsToWrite(linked: Linked, callback: Fn, from: Site): boolean {
  const seen = new Set<string>();
  const queue: { readonly fn: Fn; readonly isNew: boolean }[] = [];
  const follow = (site: Site): void => {
    const isNew = site.fact.kind === 'new';
    for (const id of [...site.targets, ...site.hosts.filter((use) => AT_ONCE.has(use.host)).map((use) => use.fn)]) {
      if (id !== callback.id && !seen.has(`${id} ${isNew}`)) queue.push({ fn: linked.fns[id]!, isNew });
      seen.add(`${id} ${isNew}`);
    }
  };
  follow(from);
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { fn, isNew } = next;
    // a constructor sets up an object that nobody else has
    if (fn.fact.writes.some((write) => isSeen(linked, callback, fn, write) && !(write.of === 'this' && isNew))) return true;
    sitesWithin(linked, fn.id).forEach(follow);
  }
  return false;
}

/**
 * Whether others could see state that the callback `fn` has changed halfway, or change what it relies on:
 * - it changes something that outlives it after the wait, itself or through what it calls
 * - it changed something before the wait and looks at it again afterwards: `pending--; await …; if (pending === 0)`
 * - it changed something before the wait, and an object of its own, which it may have handed out, afterwards
 */
export function sharesState(fn: Fn, linked: Linked, wait: FirstWait): boolean {
  if (wait.start === Number.POSITIVE_INFINITY) return false;
  const outer = fn.fact.writes.filter((write) => write.of !== 'parameter' && isSeen(linked, fn, fn, write));
  if (outer.some(({ at, lastUse }) => at > wait.start || lastUse > wait.end)) return true;
  const changes = sitesWithin(linked, fn.id).filter((site) => leadsToWrite(linked, fn, site));
  if (changes.some(({ fact }) => fact.span.end > wait.start)) return true;
  const hasChanged = outer.length + changes.length > 0;
  return hasChanged && fn.fact.writes.some(({ at, of, firstUse }) => of === fn.fact.index && at > wait.start && firstUse < wait.start);
}
