// Which functions have a signal: those between a root and an operation or a loop that can be stopped; the others stay, each for a reason.
import type { Fn, Linked } from '../../resolve/linked.ts';
import { Edges, type Edge } from './edges.ts';
import type { CancelFiles } from './files.ts';
import type { Root } from './roots.ts';
import type { Stays, Takers } from './takers.ts';

/** A function that has a signal. */
export interface OnPath {
  readonly fn: Fn;
  /** The function that took it: itself, or one around it. */
  readonly holder: Fn;
  /** How it came here; a root has none. */
  readonly by: Edge | undefined;
}

export interface Paths {
  readonly onPath: ReadonlyMap<Fn, OnPath>;
  /** Calls that hand it on. */
  readonly passing: readonly (Edge & { readonly from: Fn })[];
  /** Those that have one, and those that could but would do nothing with it. */
  readonly reached: ReadonlySet<Fn>;
  /** Why nothing reaches a function that some root leads to. */
  readonly stays: ReadonlyMap<Fn, Stays>;
}

export class PathFinder {
  private readonly files: CancelFiles;
  private readonly edges: Edges;

  constructor(linked: Linked, files: CancelFiles, takers: Takers) {
    this.files = files;
    this.edges = new Edges(linked, files, takers);
  }

  /**
   * @param stops tells whether something in a function itself can be stopped
   * @param seeing roots that are given nothing: they stand where a signal is seen
   */
  find(roots: readonly Pick<Root, 'fn' | 'stays'>[], stops: (fn: Fn) => boolean, seeing: ReadonlySet<Fn> = new Set()): Paths {
    const stays = new Map<Fn, Stays>();
    const reached = new Map<Fn, OnPath>();
    const edges: (Edge & { readonly from: Fn })[] = [];
    const blocked: (Edge & { readonly from: Fn })[] = [];
    const queue: Fn[] = [];
    for (const { fn, stays: why } of roots) {
      if (why) stays.set(fn, why);
      else { reached.set(fn, { fn, holder: fn, by: undefined }); queue.push(fn); }
    }
    for (let at = 0; at < queue.length; at++) {
      const from = queue[at]!;
      for (const edge of this.edges.from(from, (inner) => seeing.has(inner) || (this.holderAround(inner, reached) !== undefined && !isHolder(inner, reached)))) {
        if (edge.stays) { blocked.push({ ...edge, from }); continue; }
        edges.push({ ...edge, from });
        if (reached.has(edge.to)) continue;
        reached.set(edge.to, { fn: edge.to, holder: edge.sees && !seeing.has(edge.to) ? this.holderAround(edge.to, reached)! : edge.to, by: edge });
        queue.push(edge.to);
      }
    }
    const useful = this.useful(reached, edges, stops);
    this.noteBlocked(blocked, useful, stays);
    const onPath = new Map([...reached].filter(([fn]) => useful.has(fn)));
    return { onPath, reached: new Set(reached.keys()), passing: edges.filter(({ from, to, sees }) => useful.has(from) && useful.has(to) && !sees), stays };
  }

  /** The nearest function around `inner` that took a signal. */
  private holderAround(inner: Fn, reached: ReadonlyMap<Fn, OnPath>): Fn | undefined {
    for (let at = this.files.around(inner); at; at = this.files.around(at)) if (reached.get(at)?.holder === at) return at;
    return undefined;
  }

  /** Functions that lead to something that can be stopped, and those whose signal these see. */
  private useful(reached: ReadonlyMap<Fn, OnPath>, edges: readonly (Edge & { readonly from: Fn })[], stops: (fn: Fn) => boolean): Set<Fn> {
    const into = new Map<Fn, Fn[]>();
    for (const { from, to } of edges) into.set(to, [...(into.get(to) ?? []), from]);
    const useful = new Set([...reached.keys()].filter(stops));
    for (const fn of useful) {
      for (const from of into.get(fn) ?? []) useful.add(from);
      useful.add(reached.get(fn)!.holder);
    }
    return useful;
  }

  /** Why no signal comes to a function: the first call on the way that cannot hand it on. */
  private noteBlocked(blocked: readonly (Edge & { readonly from: Fn })[], useful: ReadonlySet<Fn>, stays: Map<Fn, Stays>): void {
    const queue: { readonly fn: Fn; readonly why: Stays }[] = blocked.map(({ to, stays: why }) => ({ fn: to, why: why! }));
    for (const [fn, why] of stays) for (const { to } of this.edges.from(fn, () => false)) queue.push({ fn: to, why });
    for (let at = 0; at < queue.length; at++) {
      const { fn, why } = queue[at]!;
      if (useful.has(fn) || stays.has(fn)) continue;
      stays.set(fn, why);
      for (const { to } of this.edges.from(fn, () => false)) queue.push({ fn: to, why });
    }
  }
}

const isHolder = (fn: Fn, reached: ReadonlyMap<Fn, OnPath>): boolean => reached.get(fn)?.holder === fn;
