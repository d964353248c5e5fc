// When handlers answer and pass on: what comes after that would come later, or too late, once a handler waits.
import type { HandlerRole } from '../../core/handlers.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { roleObject } from '../../resolve/handler-calls.ts';
import { isInert } from '../../resolve/builtins.ts';
import type { FirstWait } from '../shared-state.ts';
import { sitesWithin } from '../sites-within.ts';
import type { Reach } from './reach.ts';

/** Methods of responses after which a client may have something: Node's, Express's, Connect's. */
const ANSWERS = new Set([
  'end', 'write', 'writeHead', 'flushHeaders', 'writeContinue', 'writeEarlyHints', 'destroy', 'send', 'json', 'jsonp', 'sendStatus', 'sendFile', 'sendfile', 'download', 'redirect', 'render', 'pipe',
]);

const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
/** Events of requests and responses that come when a client goes away. */
const ENDINGS = new Set(['close', 'aborted', 'abort', 'error', 'end']);

/** What a function that will wait asks. */
export interface Waits {
  readonly firstWait: (fn: number) => FirstWait;
  readonly lastWait: (fn: number) => number;
  readonly isWanted: (fn: number) => boolean;
}

export class Responses {
  private readonly reach: Reach;
  private readonly linked: Linked;
  private readonly answering = new Map<Site, boolean>();
  private next: { readonly site: Site | undefined } | undefined;

  constructor(reach: Reach) {
    this.reach = reach;
    this.linked = reach.linked;
  }

  /** A call of `next` that does not wait for the handlers behind it, and code of the program after it: that code runs when they are done, as long as they do not wait. */
  codeAfterNext(): Site | undefined {
    const isAhead = (site: Site): boolean => {
      if (this.holds(site, site.fact.callee, 'downstream')) return site.fact.use !== 'awaited' && site.fact.use !== 'returned' && site.fact.awaitedChain !== true;
      return this.isNext(site) && !this.endsHandler(site, new Set());
    };
    this.next ??= { site: this.linked.sites.find((site) => this.reach.source(site.file)?.role !== 'test' && isAhead(site)) };
    return this.next.site;
  }

  /** A call in `fn` after which it would wait, though the client has an answer or the next handler has been called. */
  answerBeforeWait(fn: Fn, waits: Waits, seen: Set<number> = new Set()): Site | undefined {
    seen.add(fn.id);
    const last = waits.lastWait(fn.id);
    const isRepeated = this.linked.hostUses[fn.id]!.some(({ host }) => host === 'loop' || host === 'replace');
    for (const site of sitesWithin(this.linked, fn.id)) {
      const { span, repeatsFrom } = site.fact;
      const isBefore = isRepeated || span.end <= last || (repeatsFrom !== undefined && repeatsFrom <= last);
      if (isBefore && this.answers(site) && (isRepeated || !this.reach.isLast(site))) return site;
      for (const called of this.reach.calledAt(site)) {
        const found = !seen.has(called.id) && waits.isWanted(called.id) ? this.answerBeforeWait(called, waits, seen) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  }

  /**
   * A call before the last wait that hands away a function defined in `fn`, which may run while `fn` waits, or that begins a
   * promise which may fail meanwhile; or one behind the first wait that listens to what may have happened by then.
   */
  startedBeforeWait(fn: Fn, { firstWait, lastWait }: Waits): Site | undefined {
    const last = lastWait(fn.id);
    const isBefore = (site: Site): boolean => site.within === fn.id && (site.fact.span.end <= last || (site.fact.repeatsFrom !== undefined && site.fact.repeatsFrom <= last)) && !this.reach.isLast(site);
    const isPromise = (site: Site): boolean => site.fact.use === 'value' && [...this.linked.solver.values(this.linked.nodeOf(site.file, site.fact.result))].some(({ kind }) => kind === 'promise');
    const isLate = ({ fact }: Site): boolean => fact.span.end > firstWait(fn.id).end && LISTENS.test(fact.member ?? '') && ENDINGS.has(fact.literals[0] ?? 'close');
    const own = sitesWithin(this.linked, fn.id).find((site) => isLate(site) || (isBefore(site) && isPromise(site)));
    if (own) return own;
    for (const inner of this.linked.fns) {
      if (inner.file !== fn.file || inner.fact.within !== fn.fact.index) continue;
      const later = this.linked.hostUses[inner.id]!.filter(({ host }) => host !== 'loop' && host !== 'sort' && host !== 'replace').map(({ site }) => this.linked.sites[site]!);
      const site = [...later, ...inner.escapes.flatMap(({ file, at }) => this.reach.siteAt(file, at) ?? [])].find(isBefore);
      if (site) return site;
    }
    return undefined;
  }

  /** A call of the `next` of some handler. */
  isNext(site: Site): boolean {
    return this.holds(site, site.fact.callee, 'next') && site.fact.member === undefined;
  }

  private holds({ file }: Pick<Site, 'file'>, node: number, role: HandlerRole): boolean {
    const { solver } = this.linked;
    return node >= 0 && solver.holds(this.linked.nodeOf(file, node), roleObject(solver, role));
  }

  /** Nothing of the program runs between the end of this call and that of the handler it belongs to. */
  private endsHandler(site: Site, seen: Set<number>): boolean {
    if (!this.reach.isLast(site)) return false;
    const fn = this.linked.fns[site.within]!;
    if (seen.has(fn.id)) return true;
    seen.add(fn.id);
    // a caller that hands it another next is no handler
    const isGiven = fn.fact.params.some((param) => this.holds({ file: fn.file }, param, 'next'));
    const callers = this.linked.callers[fn.id]!.filter((outer) => !isGiven || outer.fact.spread >= 0 || outer.fact.args.some((arg) => this.holds(outer, arg, 'next')));
    return [...callers, ...this.reach.handedOver(fn)].every((outer) => this.endsHandler(outer, seen));
  }

  /** The call may answer the request or pass it on before it returns. */
  private answers(site: Site): boolean {
    const known = this.answering.get(site);
    if (known !== undefined) return known;
    this.answering.set(site, false);
    const answer = this.answersItself(site) || this.reach.calledAt(site).some((fn) => sitesWithin(this.linked, fn.id).some((inner) => this.answers(inner)));
    this.answering.set(site, answer);
    return answer;
  }

  private answersItself(site: Site): boolean {
    const { fact } = site;
    if (this.holds(site, fact.callee, 'next')) return true;
    const isUnknown = (node: number): boolean => node >= 0 && [...this.linked.solver.values(this.linked.nodeOf(site.file, node))].some(({ kind }) => kind === 'unknown');
    if (fact.member === undefined ? this.holds(site, fact.callee, 'response') : ANSWERS.has(fact.member) && isUnknown(fact.receiver)) return true;
    // code that is not seen is handed the response, or next
    const isSeen = site.targets.size > 0 && site.externals.size === 0 && !site.unknown;
    const isKnown = site.externals.size > 0 && !site.unknown && [...site.externals].every(isInert);
    return !isSeen && !isKnown && fact.args.some((arg) => this.holds(site, arg, 'response') || this.holds(site, arg, 'next'));
  }
}
