// Waits that are there because they block: what blocks the event loop on purpose must go on blocking it.
import type { FileRole } from '../../core/source.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';

/** Words of names that say so; `hold` and `occupy` would be others, but are said of locks and seats, too. */
const BLOCKS = /block|busy|spin(?!ner)|burn|hog|cpu|heavy|lag|stall|starv|freez|hang|expensive|intensive|compute|simulat|workload|slow/i;
/** What measures how long the event loop is held. */
const MEASURES = /\b(?:monitorEventLoopDelay|eventLoopUtilization|event-loop-lag|eventLoopLag|toobusy(?:-js)?|blocked(?:-at)?['"])/;

const fileOf = (linked: Linked, { file }: { readonly file: number }): string => linked.files[file]!.file;

/** The name that says a busy-wait is meant to block; undefined when none does. */
export function saysItBlocks(linked: Linked, site: Site, text: string): string | undefined {
  for (let at: Fn | undefined = linked.fns[site.within]!; at && at.fact.kind !== 'module'; at = linked.fns[at.id - at.fact.index + at.fact.within]) if (BLOCKS.test(at.fact.name)) return at.fact.name;
  const base = fileOf(linked, site).split('/').at(-1)!;
  return BLOCKS.test(base) ? base : MEASURES.exec(text)?.[0];
}

/**
 * A test that is async and sleeps all the same: it could have waited, so what it does is hold back timers. Undefined when the
 * sleep is in no such test, as far as calls are seen.
 */
export function asyncTestAround(linked: Linked, site: Site, roleOf: (file: number) => FileRole): string | undefined {
  if (roleOf(site.file) !== 'test') return undefined;
  const seen = new Set([site.within]);
  for (const id of seen) {
    const fn = linked.fns[id]!;
    if (roleOf(fn.file) !== 'test') continue;
    if (fn.fact.isAsync) return `${fileOf(linked, fn)}:${fn.fact.line}`;
    for (const { within } of linked.callers[id]!) seen.add(within);
    for (const use of linked.hostUses[id]!) if (use.host === 'loop') seen.add(linked.sites[use.site]!.within);
  }
  return undefined;
}
