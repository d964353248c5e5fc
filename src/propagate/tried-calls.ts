// Whether somebody catches what a function throws while it is called: as an async function it would reject instead, and nobody would see that.
import type { Fn, HostKind, Linked, Site } from '../resolve/linked.ts';
import { assertsThrow } from './obstacles.ts';
import { isFunction, walk, type Node } from '../syntax/node.ts';

/** Hosts that make a rejection, or a failed assertion, of what their callback throws. */
const CATCHING = new Set<HostKind>(['then', 'executor', 'awaited', 'throws', 'expect', 'run']);

export class TriedCalls {
  private readonly linked: Linked;
  private readonly astOf: (file: number) => Node;
  private readonly files = new Map<number, readonly Node[]>();

  constructor(linked: Linked, astOf: (file: number) => Node) {
    this.linked = linked;
    this.astOf = astOf;
  }

  /** A call that leads to `fn`, through callers that do not catch, and stands where what is thrown is caught. */
  of(fn: Fn): Site | undefined {
    const { linked } = this;
    const seen = new Set([fn.id]);
    for (const id of seen) {
      for (const use of linked.hostUses[id]!) if (CATCHING.has(use.host) && (use.host !== 'expect' || assertsThrow(use, linked.sites[use.site]!))) return linked.sites[use.site]!;
      for (const site of linked.callers[id]!) {
        if (this.isTried(site) || linked.fns[site.within]!.fact.isAsync) return site;
        seen.add(site.within);
      }
    }
    return undefined;
  }

  private isTried(site: Site): boolean {
    const { start, end } = site.fact.span;
    return this.triesOf(site.file).some((block) => block.start <= start && block.end >= end && !this.isApart(block, start, end));
  }

  /** A function stands between: what is thrown there is not thrown in the block. */
  private isApart(block: Node, start: number, end: number): boolean {
    let apart = false;
    walk(block, (node) => {
      if (isFunction(node) && node.start <= start && node.end >= end) apart = true;
      return node.start <= start && node.end >= end;
    });
    return apart;
  }

  /** Blocks of a file whose exceptions are caught. */
  private triesOf(file: number): readonly Node[] {
    let known = this.files.get(file);
    if (!known) {
      const blocks: Node[] = [];
      walk(this.astOf(file)['program'] as Node, (node) => { if (node.type === 'TryStatement' && node['handler']) blocks.push(node['block'] as Node); });
      this.files.set(file, (known = blocks));
    }
    return known;
  }
}
