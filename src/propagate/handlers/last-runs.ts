// Commands of a program that goes on at once when they wait: nothing may come after the call that runs them.
import { isLastCall, programRuns } from '../../facts/handlers/last-runs.ts';
import type { Linked, Site } from '../../resolve/linked.ts';
import type { Reach } from './reach.ts';

const RUNS = /^(?:parse|parseAsync|parseSync)$/;

/** A place where the commands of `module` are run and something comes after; undefined when there is none. */
export function runBeforeEnd(linked: Linked, reach: Reach, module: string): { readonly file: number; readonly at: number } | undefined {
  const isOfModule = (site: Site): boolean => RUNS.test(site.fact.member ?? '') && [...site.externals].some((path) => path.startsWith(module));
  let runs = 0;
  for (const [file, { file: id }] of linked.files.entries()) {
    const source = reach.source(file);
    if (!source) continue;
    const sites = linked.sites.filter((site) => site.file === file && isOfModule(site));
    const reader = sites.length > 0 || source.text.includes('.argv') ? reach.reader(file) : undefined;
    if (!reader) continue;
    const early = [
      ...programRuns(reader.program).map(({ at, isLast }) => ({ at: at.start, isLast })),
      ...sites.map((site) => {
        const call = reader.callAt(site.fact.span);
        return { at: site.fact.span.start, isLast: site.fact.member !== 'parseSync' && call !== undefined && isLastCall(call) };
      }),
    ];
    runs += early.length;
    // who loads the file goes on, too
    const found = early.find(({ isLast }) => !isLast) ?? (early.length > 0 && (linked.importersOf.get(id)?.size ?? 0) > 0 ? early[0] : undefined);
    if (found) return { file, at: found.at };
  }
  return runs > 0 ? undefined : { file: 0, at: 0 };
}
