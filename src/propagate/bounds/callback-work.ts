// What the calls of a function do, all that they call included: whether they wait for something outside, and whether one could wait for another.
import { isBounding, joinsCalls } from '../../apis/limiters.ts';
import { isOutsideOperation } from '../../apis/outside-operations.ts';
import { isPlainMethod } from '../../apis/plain-methods.ts';
import { isWaitedFor } from '../../facts/bounds/waited-for.ts';
import { waitsForOthers } from '../../facts/bounds/waits-for-others.ts';
import type { NameUses } from '../../facts/name-uses.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { FnId } from '../../resolve/solver.ts';
import type { Node } from '../../syntax/node.ts';

export interface CallbackWork {
  /** The first operation outside of the program, as a person knows it. */
  readonly operation?: string;
  /** What bounds the calls already. */
  readonly bounded?: string;
  /** One call may wait for what only another one brings about, in words. */
  readonly waits?: string;
  /** A call that is waited for, of which nobody knows what it waits for. */
  readonly unknown?: string;
  /** Functions that run, the texts of which are understood. */
  readonly nodes?: readonly Node[];
}

export interface ProgramTexts {
  /** The node of a function, and the names of its file; undefined where the text is not understood. */
  nodeOf(fn: Fn): { readonly node: Node; readonly names: NameUses } | undefined;
  callOf(site: Site): Node | undefined;
  /** The call that gave, awaited or not, what a method is called on. */
  madeReceiver(file: number, call: Node): Site | undefined;
  textOf(file: number): string;
  namesOf(file: number): NameUses | undefined;
  /** Operations of a file that imports and generated functions show. */
  isOperation(file: number, call: Node): string | undefined;
}

/** @param roots functions that are called, by id */
export function workOf(linked: Linked, roots: readonly FnId[], texts: ProgramTexts, sitesOf: (file: number) => readonly Site[]): CallbackWork {
  const seen = new Set<FnId>(roots);
  const queue = [...roots];
  const nodes: Node[] = [];
  const found: { operation?: string; bounded?: string; waits?: string; unknown?: string } = {};
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const fn = linked.fns[id]!;
    const read = texts.nodeOf(fn);
    if (read) nodes.push(read.node);
    const waits = read ? waitsForOthers(read.node, read.names) : 'its text is not understood';
    // what unblock put there itself ends by itself
    const isGenerated = /^(?:execAsync|execFileAsync|spawnAsync)\d*$/.test(fn.fact.name);
    if (waits !== undefined && !isGenerated) found.waits ??= waits;
    for (const site of sitesOf(fn.file)) {
      if (site.fact.span.start < fn.fact.span.start || site.fact.span.end > fn.fact.span.end) continue;
      look(site, texts, found);
      if (isGenerated) continue;
      for (const next of [...site.targets, ...site.hosts.map((host) => host.fn)]) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return { ...found, nodes };
}

/** A call of an operation, or of a method of what one gave: `(await open(file)).stat()`, `response.json()`. */
function operationOf(site: Site, call: Node | undefined, texts: ProgramTexts): string | undefined {
  const own = [...site.externals].find(isOutsideOperation) ?? (call && texts.isOperation(site.file, call));
  if (own !== undefined || !call) return own;
  const made = texts.madeReceiver(site.file, call);
  return made && operationOf(made, texts.callOf(made), texts);
}

function look(site: Site, texts: ProgramTexts, found: { operation?: string; bounded?: string; unknown?: string }): void {
  const call = texts.callOf(site);
  const shown = (): string => `${texts.textOf(site.file).slice(site.fact.calleeSpan.start, site.fact.calleeSpan.end).replace(/\s+/g, ' ').slice(0, 60)}()`;
  const operation = operationOf(site, call, texts);
  if (operation !== undefined) {
    found.operation ??= operation;
    return;
  }
  const limiter = [...site.externals].find(isBounding);
  if (limiter !== undefined) found.bounded ??= limiter;
  // a function of a package ends by itself, unless it is known to wait for other calls
  if (!site.unknown && ![...site.externals].some(joinsCalls)) return;
  if (site.fact.member !== undefined && isPlainMethod(site.fact.member)) return;
  if (!call || isWaitedFor(call, texts.namesOf(site.file)!)) found.unknown ??= shown();
}
