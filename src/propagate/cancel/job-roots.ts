// Jobs as roots: each call of the function gets a signal that aborts at its deadline.
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { Edges } from './edges.ts';
import type { CancelFiles } from './files.ts';
import type { Stays, Takers } from './takers.ts';

/** The calls of a job outside of tests, all of which can hand it a signal; or why one cannot. */
export function jobCalls(fn: Fn, linked: Linked, files: CancelFiles, takers: Takers): readonly Site[] | Stays {
  const edges = new Edges(linked, files, takers);
  const calls = linked.callers[fn.id]!.filter((site) => files.source(site.file)?.role !== 'test');
  for (const site of calls) {
    const stays = site.fact.directive ? { code: 'directive', to: site.fact.directive.text } : edges.againstPassing(site, [...site.targets].map((id) => linked.fns[id]!));
    if (stays) return stays;
  }
  return calls.length > 0 ? calls : { code: 'cancel-kind', to: `${fn.fact.name}: no call of it is seen` };
}
