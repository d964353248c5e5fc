// From a function to those that work for it: the calls along which its signal can be handed on, and why others cannot.
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { heldAt } from '../../facts/cancel/held.ts';
import { cleanupAround, isWaitedFor } from '../../facts/cancel/waited-for.ts';
import { sitesWithin } from '../sites-within.ts';
import type { CancelFiles } from './files.ts';
import type { Stays, Takers } from './takers.ts';

/** One way from a function to another one. */
export interface Edge {
  readonly site: Site;
  readonly to: Fn;
  /** It stands inside of a function that has the signal already, and sees it there. */
  readonly sees: boolean;
  readonly stays?: Stays;
}

/** What runs a function that it is handed, and has ended when its own promise has: `then` only with its first one. */
const RUNS = new Set(['loop', 'executor', 'awaited', 'then']);

export class Edges {
  private readonly linked: Linked;
  private readonly files: CancelFiles;
  private readonly takers: Takers;

  constructor(linked: Linked, files: CancelFiles, takers: Takers) {
    this.linked = linked;
    this.files = files;
    this.takers = takers;
  }

  /** @param sees tells whether a function stands inside of one that has a signal */
  from(fn: Fn, sees: (inner: Fn) => boolean): Edge[] {
    return sitesWithin(this.linked, fn.id).flatMap((site): Edge[] => {
      const called = [...site.targets].map((id) => this.linked.fns[id]!);
      const run = site.hosts.flatMap(({ fn: id, host, name, argument }) => (RUNS.has(host) && (host !== 'then' || (name === 'then' && argument === 0)) ? [this.linked.fns[id]!] : []));
      const handed = [...new Set([...run, ...this.writtenIn(site)])].filter((inner) => !called.includes(inner));
      if (called.length + handed.length === 0) return [];
      const own = this.againstSite(site);
      const inside = called.every(sees);
      const passing = own ?? (inside || called.length === 0 ? undefined : this.againstPassing(site, called));
      return [
        ...called.map((to): Edge => ({ site, to, sees: inside, ...(passing && { stays: passing }) })),
        ...handed.map((to): Edge => {
          const stays = own ?? (sees(to) ? undefined : { code: 'cancel-passed-as-value', to: `${to.fact.name || 'a function'} is handed on at ${this.takers.placeOf(site)}` });
          return { site, to, sees: true, ...(stays && { stays }) };
        }),
      ];
    });
  }

  /** A function that is written as the first argument of `map`, `flatMap` or `then`, whatever that is a method of. */
  private writtenIn(site: Site): Fn[] {
    if (!/^(?:map|flatMap|then)$/.test(site.fact.member ?? '')) return [];
    const [first] = (this.files.callOf(site)?.['arguments'] ?? []) as { readonly start: number; readonly end: number }[];
    return this.linked.fns.filter(({ file, fact: { span } }) => file === site.file && span.start === first?.start && span.end === first.end);
  }

  private againstSite(site: Site): Stays | undefined {
    const node = this.files.callOf(site);
    const to = this.takers.placeOf(site);
    if (!node) return { code: 'cancel-callee', to };
    if (site.fact.directive) return { code: 'directive', to: site.fact.directive.text };
    const cleanup = cleanupAround(node);
    if (cleanup) return { code: 'cancel-cleanup', to: `${to}, in ${cleanup}` };
    const { names } = this.files.read(site.file).sites;
    if (!isWaitedFor(node, names)) return { code: 'cancel-not-awaited', to };
    const held = heldAt(node, names);
    return held === undefined ? undefined : { code: 'cancel-held', to: `${held} at ${to}` };
  }

  /** Why a call cannot hand a signal to what it calls. */
  againstPassing(site: Site, called: readonly Fn[]): Stays | undefined {
    const to = this.takers.placeOf(site);
    const limited = this.takers.refusedAt(site.file, site.fact.span);
    if (limited) return limited;
    const forms = called.map((fn) => this.takers.form(fn));
    for (const form of forms) if ('code' in form) return form;
    for (const fn of called) {
      const stub = this.takers.stub(fn);
      if (stub) return stub;
    }
    const [first, ...others] = forms as Exclude<(typeof forms)[number], Stays>[];
    if (site.fact.kind !== 'call' || site.unknown || site.externals.size > 0 || site.fact.spread >= 0 || others.some(({ form, index }) => form !== first!.form || index !== first!.index)) return { code: 'cancel-callee', to };
    return undefined;
  }
}
