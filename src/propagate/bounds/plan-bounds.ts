// The decisions about bounds of a whole program: which promises that are begun at once wait for their turn, and why others do not.
import { concurrencyOf, TOGETHER, type BoundData, type ReadsData } from '../../core/bounds.ts';
import type { DirectiveFact } from '../../core/facts.ts';
import type { Decision, Note, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import { spanKey, type ScannedRepo, type Span } from '../../core/source.ts';
import { isBounding } from '../../apis/limiters.ts';
import { isOutsideOperation } from '../../apis/outside-operations.ts';
import { independentReads, type IndependentRead } from '../../facts/bounds/independent-reads.ts';
import { mayMove, namesIn } from '../../facts/bounds/list-changes.ts';
import { isRejectedThere, mappedPromises, type BoundObstacle, type MappedPromises } from '../../facts/bounds/mapped-promises.ts';
import { originOf } from '../../facts/origins-of-names.ts';
import type { Linked } from '../../resolve/linked.ts';
import type { FnId } from '../../resolve/solver.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import type { Decided } from '../decide.ts';
import { byPlace, refusedPlace, type FileRefusals } from '../file-by-file.ts';
import { judgedPlace } from '../judged-place.ts';
import { workOf, type CallbackWork } from './callback-work.ts';
import { judgedLoops } from './judge-loops.ts';
import { isDone, judgedRequest, requestedLoops } from './judge-requests.ts';
import { limiterFor } from './limiter-package.ts';
import { ReadFiles, type ReadFile } from './read-files.ts';

/** The name that plans carry. */
export const BOUND_CONCURRENCY = 'bound-concurrency';

export interface BoundOptions extends FileRefusals {
  readonly limits: Limits;
  /** How many calls may be under way, where no directive says so. */
  readonly concurrency?: number | undefined;
}

export function planBounds(linked: Linked, repo: Pick<ScannedRepo, 'files' | 'packages' | 'manifests'>, options: BoundOptions): Decided {
  return new Bounds(linked, repo, options).decide();
}

class Bounds {
  private readonly linked: Linked;
  private readonly repo: Pick<ScannedRepo, 'files' | 'packages' | 'manifests'>;
  private readonly options: BoundOptions;
  private readonly texts: ReadFiles;
  private readonly fnAt = new Map<string, FnId>();

  constructor(linked: Linked, repo: Pick<ScannedRepo, 'files' | 'packages' | 'manifests'>, options: BoundOptions) {
    this.linked = linked;
    this.repo = repo;
    this.options = options;
    this.texts = new ReadFiles(linked, new Map(repo.files.map((file) => [file.id, file])));
    for (const { id, file, fact } of linked.fns) if (fact.kind !== 'module') this.fnAt.set(`${file} ${spanKey(fact.span)}`, id);
  }

  decide(): Decided {
    const decisions: Decision[] = [];
    const sites: SiteOutcome[] = [];
    const notes: Note[] = [];
    for (const index of this.linked.files.keys()) {
      const source = this.texts.sourceOf(index);
      if (!source || source.dialect === 'dts' || !/\bPromise\b|\bawait\b/.test(source.text)) continue;
      const file = this.texts.of(index);
      if (!file) continue;
      const heeded = new Set<DirectiveFact>();
      const { directives } = this.linked.files[index]!;
      for (const place of mappedPromises(file.program, file.names)) {
        const directive = directives.find(({ kind, target }) => /^(?:concurrency|ignore-next-line)$/.test(kind) && linesOf(place.node, file).includes(target));
        const judged = this.judged(index, file, place, directive);
        if (directive) heeded.add(directive);
        decisions.push(judged.decision);
        sites.push(judged.site);
      }
      for (const { reads, obstacle } of independentReads(file.program, file.names, source.text)) {
        const most = this.options.concurrency ?? reads.length;
        for (let from = 0; from + 1 < reads.length && most > 1; from += most) {
          const part = reads.slice(from, from + most);
          if (part.length < 2) break;
          const judged = this.judgedReads(index, file, part, obstacle);
          decisions.push(judged.decision);
          sites.push(judged.site);
        }
      }
      const requests = requestedLoops(file, directives, heeded);
      for (const judged of judgedLoops(file, directives, this.options, BOUND_CONCURRENCY, new Set(requests.map(({ loop }) => loop)))) {
        decisions.push(judged.decision);
        sites.push(judged.site);
      }
      const changed = [...decisions.filter((each) => each.file === source.id && each.verdict === 'bound').map(({ span }) => span), ...requests.map(({ loop }) => loop)];
      for (const each of requests) {
        const judged = judgedRequest(file, each, this.options, BOUND_CONCURRENCY, changed);
        decisions.push(judged.decision);
        sites.push(judged.site);
      }
      for (const { directive } of requests) heeded.add(directive);
      for (const each of directives) if (each.kind === 'concurrency' && !heeded.has(each) && !isDone(file, each.target)) notes.push({ code: 'unused-directive', file: source.id, line: each.line, message: `'unblock: ${each.text}' changes nothing here` });
    }
    return { decisions: decisions.sort(byFile), sites: sites.sort(byFile), notes };
  }

  private judged(index: number, file: ReadFile, place: MappedPromises, directive: DirectiveFact | undefined): ReturnType<typeof judgedPlace> {
    const work = this.workOf(index, file, place);
    const said = directive?.kind === 'concurrency' ? concurrencyOf(/^concurrency:?\s+(\d+)/.exec(directive.text)?.[1] ?? '') : undefined;
    const concurrency = said ?? this.options.concurrency;
    const limiter = limiterFor(file.source, this.repo);
    const obstacle = this.obstacle(index, file, place, work, { directive, said, concurrency }) ?? ('code' in limiter ? limiter : undefined);
    const name = `Promise.${place.method}(${operationIn(work)})`;
    const { start, end } = place.callback;
    const data: BoundData | undefined = obstacle || 'code' in limiter ? undefined : { concurrency: concurrency!, callback: { start, end }, ...limiter };
    return judgedPlace(file.source, file.lineOf, BOUND_CONCURRENCY, { node: place.node, name, verdict: 'bound', target: obstacle ? '' : `${concurrency} at a time`, obstacle, ...(data && { data }) });
  }

  /** Reads that follow one another: their proof is their form. */
  private judgedReads(index: number, file: ReadFile, reads: readonly IndependentRead[], hindrance: BoundObstacle | undefined): ReturnType<typeof judgedPlace> {
    const { source, lineOf } = file;
    const [start, end] = [reads[0]!.statement.start, reads.at(-1)!.statement.end];
    const lines = new Set(reads.map(({ statement }) => lineOf(statement.start)));
    const directive = this.linked.files[index]!.directives.find(({ kind, target }) => kind === 'ignore-next-line' && lines.has(target));
    const obstacle: BoundObstacle | undefined = refusedPlace({ file: source.id, span: { start, end } }, this.options.limits, this.options)
      ?? (directive && { code: 'directive', to: directive.text }) ?? (source.role === 'test' ? { code: 'bound-in-test' } : undefined) ?? (this.options.concurrency === undefined ? { code: 'bound-no-value' } : undefined) ?? hindrance;
    const spanOf = (node: Node): Span => ({ start: node.start, end: node.end });
    const data: ReadsData | undefined = obstacle ? undefined : { reads: reads.map(({ statement, pattern, call }) => ({ statement: spanOf(statement), pattern: spanOf(pattern), call: spanOf(call) })) };
    const name = `${[...new Set(reads.map(({ api }) => api))].join(' and ')} in sequence`;
    return judgedPlace(source, lineOf, BOUND_CONCURRENCY, { node: { ...reads[0]!.statement, start, end }, name, verdict: 'bound', target: obstacle ? '' : TOGETHER, obstacle, ...(data && { data }) });
  }

  private obstacle(index: number, { source }: ReadFile, { node, within, callback, list, length, obstacle }: MappedPromises, work: CallbackWork | BoundObstacle, { directive, said, concurrency }: { readonly directive: DirectiveFact | undefined; readonly said: number | undefined; readonly concurrency: number | undefined }): BoundObstacle | undefined {
    const limited = refusedPlace({ file: source.id, span: { start: node.start, end: node.end } }, this.options.limits, this.options);
    if (limited) return limited;
    if (directive && directive.kind !== 'concurrency') return { code: 'directive', to: directive.text };
    if (directive && said === undefined) return { code: 'bound-no-value' };
    if (source.role === 'test' && said === undefined) return { code: 'bound-in-test' };
    if ('code' in work) return work;
    if (work.bounded !== undefined) return { code: 'bound-present', to: work.bounded };
    if (work.operation === undefined && said === undefined) return { code: 'bound-no-operation' };
    if (concurrency === undefined) return { code: 'bound-no-value' };
    if (length !== undefined && length <= concurrency) return { code: 'bound-small', to: `${length} ${length === 1 ? 'element' : 'elements'}` };
    if (obstacle && !(obstacle.code === 'bound-throws' && within && this.isAwaitedThroughout(index, within))) return obstacle;
    const known = namesIn(callback, list);
    if (work.nodes?.some((each) => mayMove(each, known))) return { code: 'bound-list', to: 'a call may change it, or hand it to something that does' };
    if (work.waits !== undefined) return { code: 'bound-waits', to: work.waits };
    return work.unknown !== undefined && said === undefined ? { code: 'bound-unknown-wait', to: work.unknown } : undefined;
  }

  /** All calls of a function are seen, and awaited at once: a throw is a rejection to them. */
  private isAwaitedThroughout(index: number, node: Node, seen: readonly FnId[] = []): boolean {
    const id = this.fnAt.get(`${index} ${spanKey(node)}`);
    if (id === undefined || seen.includes(id)) return false;
    const fn = this.linked.fns[id]!;
    const callers = this.linked.callers[id]!;
    if (fn.isPublic || fn.escapes.length > 0 || this.linked.hostUses[id]!.length > 0 || callers.length === 0) return false;
    return callers.every(({ file, within, fact }) => {
      if (fact.use === 'awaited') return true;
      const caller = this.linked.fns[within]!;
      const outer = fact.use === 'returned' ? this.texts.nodeOf(caller)?.node : undefined;
      return outer !== undefined && (isRejectedThere(outer) || this.isAwaitedThroughout(file, outer, [...seen, id]));
    });
  }

  /** What one call of the callback does. */
  private workOf(index: number, file: ReadFile, { call, callback }: MappedPromises): CallbackWork | BoundObstacle {
    const fn = unwrap(callback);
    const of = (roots: readonly FnId[]): CallbackWork => workOf(this.linked, roots, this.texts, this.texts.sitesOf);
    if (isFunction(fn)) {
      const id = this.fnAt.get(`${index} ${spanKey(fn)}`);
      return id === undefined ? { code: 'bound-callback', to: 'a function that is not understood' } : of([id]);
    }
    const origin = originOf(fn, file.names);
    const path = origin && [origin.specifier, origin.path].filter((part) => part !== '').join('.');
    if (path !== undefined && isOutsideOperation(path)) return { operation: path };
    if (path !== undefined && isBounding(path)) return { bounded: path };
    // an earlier run, or a limiter that is made in place
    if (fn.type === 'CallExpression') {
      const maker = originOf(fn['callee'], file.names);
      if (fn['callee'].name === file.limited || (maker && isBounding(maker.specifier))) return { bounded: file.source.text.slice(fn['callee'].start, fn['callee'].end) };
    }
    const site = this.texts.sitesOf(index).find(({ fact }) => spanKey(fact.span) === spanKey(call));
    const hosts = site?.hosts.map((host) => host.fn) ?? [];
    return hosts.length === 0 ? { code: 'bound-callback', to: 'a function that nobody knows' } : of(hosts);
  }
}

const operationIn = (work: CallbackWork | BoundObstacle): string => ('operation' in work && work.operation !== undefined ? work.operation : '…');

const byFile = (a: Pick<Decision, 'file' | 'span'>, b: Pick<Decision, 'file' | 'span'>): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : byPlace(a, b));

/** The lines by which a directive names a place: its own, and that of its statement. */
function linesOf(node: Node, { lineOf }: ReadFile): number[] {
  let at = node;
  while (at['parent'] && !/Statement$|Declaration$|^Program$/.test(at.type) && !isFunction(at)) at = at['parent'];
  return [lineOf(node.start), lineOf(at.start)];
}
