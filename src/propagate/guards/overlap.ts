// Whether two calls of functions can be under way at the same time: where the chains of calls that lead to them begin.
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { FnId } from '../../resolve/solver.ts';

/** Where a chain of awaited calls begins: one call that nobody waits for. */
type Start = number | 'module' | 'many';

/** The starts of all calls of functions of a program. */
export class Starts {
  private readonly linked: Linked;
  private readonly isTest: (file: number) => boolean;
  private readonly known = new Map<FnId, ReadonlySet<Start>>();

  constructor(linked: Linked, isTest: (file: number) => boolean) {
    this.linked = linked;
    this.isTest = isTest;
  }

  /**
   * Whether calls of these functions may overlap, one with itself or with another.
   * @param withTop statements outside of all functions take part, too
   */
  mayOverlap(fns: readonly Fn[], withTop = false): boolean {
    const all = new Set<Start>([...fns.flatMap((fn) => [...this.of(fn)]), ...(withTop ? ['module' as const] : [])]);
    return all.has('many') || all.size > 1;
  }

  private of(fn: Fn): ReadonlySet<Start> {
    const known = this.known.get(fn.id);
    if (known) return known;
    const starts = new Set<Start>();
    // a chain that leads back to where it comes from begins elsewhere
    this.known.set(fn.id, starts);
    for (const start of this.read(fn)) starts.add(start);
    return starts;
  }

  private *read(fn: Fn): Generator<Start> {
    if (fn.isPublic || fn.escapes.length > 0) yield 'many';
    if (this.linked.hostUses[fn.id]!.some(({ site }) => !this.isTest(this.linked.sites[site]!.file))) yield 'many';
    const callers = this.linked.callers[fn.id]!.filter(({ file }) => !this.isTest(file));
    // a function that nobody seems to call is called by somebody who is not seen
    if (callers.length === 0) yield 'many';
    for (const site of callers) yield* this.ofCall(site);
  }

  private *ofCall(site: Site): Generator<Start> {
    const caller = this.linked.fns[site.within]!;
    const isTop = caller.fact.kind === 'module';
    const { use, awaitedChain, repeatsFrom } = site.fact;
    if (use === 'awaited' || awaitedChain) {
      if (isTop) yield 'module';
      else yield* this.of(caller);
    } else if (use === 'returned' && !isTop) yield* this.of(caller);
    else yield isTop && repeatsFrom === undefined ? site.id : 'many';
  }
}
