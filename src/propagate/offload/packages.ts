// Calls of functions of packages that are to run in worker threads: named like functions of the program, with the package in place of the file.
import { offloadableOf } from '../../apis/offload.ts';
import type { ReasonCode } from '../../core/plan.ts';
import type { SourceFile } from '../../core/source.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Linked, Site } from '../../resolve/linked.ts';
import type { Seed } from '../seeds.ts';
import type { TaskPlaces } from './tasks.ts';

/** `pako:deflate`, where that is known: undefined for anything else. */
export function packageFunction(given: string): { readonly specifier: string; readonly member: string } | undefined {
  const colon = given.lastIndexOf(':');
  const [specifier, member] = [given.slice(0, colon), given.slice(colon + 1)];
  return offloadableOf(specifier)?.includes(member) ? { specifier, member } : undefined;
}

/** What crosses is looked at when it is called: what cannot is done in the main thread. */
export function packageSeeds(linked: Linked, sources: ReadonlyMap<string, SourceFile>, given: readonly string[], places: TaskPlaces, { inWorkers, movedAt }: { readonly inWorkers: ReadonlySet<number>; readonly movedAt: (site: Site) => readonly number[] }): Seed[] {
  const seeds: Seed[] = [];
  for (const each of new Set(given)) {
    const named = packageFunction(each);
    if (!named) continue;
    const api = `${named.specifier}.${named.member}`;
    for (const site of linked.sites) {
      if (!site.externals.has(api)) continue;
      const source = sources.get(linked.files[site.file]!.file);
      const seed = { site, api, module: '', path: '' };
      const against = inWorkers.has(site.within) ? { code: 'offload-within', to: '' } : source ? siteAgainst(linked, site, source, named) : { code: 'offload-in-test', to: '' };
      const { task, refused } = against ? { task: undefined, refused: against } : places.ofPackage(named.specifier, named.member, source!.id);
      seeds.push(refused ? { ...seed, refused: { code: refused.code, message: hazardMessage(refused.code, { name: api, to: refused.to }) } } : { ...seed, task: task!, ...(movedAt(site).length > 0 && { moves: movedAt(site) }) });
    }
  }
  return seeds;
}

function siteAgainst(linked: Linked, site: Site, source: SourceFile, { specifier, member }: { readonly specifier: string; readonly member: string }): { readonly code: ReasonCode; readonly to: string } | undefined {
  const { fact } = site;
  if (fact.directive) return { code: 'directive', to: fact.directive.text };
  if (source.role === 'test') return { code: 'offload-in-test', to: '' };
  if ((linked.patched.get(specifier) ?? []).length > 0) return { code: 'offload-mocked', to: specifier };
  if (site.externals.size > 1 || site.targets.size > 0 || site.unknown || fact.optional || fact.kind !== 'call') return { code: 'ambiguous-callee', to: '' };
  // an ES module names what it imports, and a CommonJS package may have no such name for it
  const isModule = source.moduleKind === 'esm' || /^tsx?$/.test(source.dialect);
  const names = [...source.text.matchAll(/\bimport\s*(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g)].some(([, list, from]) => from === specifier && list!.split(',').some((name) => name.trim().split(/\s+as\s+/)[0] === member));
  if (isModule && !names) return { code: 'offload-module-format', to: '' };
  return fact.position ? { code: fact.position, to: '' } : undefined;
}
