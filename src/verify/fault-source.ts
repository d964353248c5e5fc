// Finds which decisions of a plan a finding of the static checks comes from, by the edits and functions around it.
import { carriedBy, type FileChange } from '../core/edit.ts';
import type { Decision, MigrationPlan } from '../core/plan.ts';
import type { FileId, Span } from '../core/source.ts';
import { originalOffsets, type OriginalOffset } from '../edits/original-offset.ts';
import { refusalKeys } from './refusal-keys.ts';
import type { Traced } from './static/check.ts';
import { originsOf } from './static/origins.ts';
import type { Tree } from './static/tree.ts';

/** What begins with functions that give promises. */
const GIVE_PROMISES = /^(?:flatten|coroutine|iterate)$/;
const MAKES_ASYNC = new Set(['make-async', 'async-main', 'reject-assertion']);

export class FaultSource {
  private readonly tree: Tree;
  private readonly changes: ReadonlyMap<FileId, FileChange>;
  private readonly decisions: ReadonlyMap<FileId, readonly Decision[]>;
  private readonly byId: ReadonlyMap<string, Decision>;
  private readonly maps = new Map<FileId, (offset: number) => OriginalOffset>();

  /** @param tree with `changes` in it */
  constructor(plan: MigrationPlan, changes: readonly FileChange[], tree: Tree) {
    this.tree = tree;
    this.changes = new Map(changes.map((change) => [change.file, change]));
    this.decisions = new Map(Object.entries(plan.files).map(([file, { decisions }]) => [file, decisions.filter(({ verdict }) => verdict !== 'keep')]));
    this.byId = new Map([...this.decisions.values()].flat().map((decision) => [decision.id, decision]));
  }

  /** Keys of the places to refuse; none when it cannot be told. */
  of({ finding, span, sighting }: Traced): readonly string[] {
    const version = sighting && this.wrote(finding.file, span.start);
    if (version?.verdict === 'twin') return refusalKeys([version], this.byId);
    const origins = sighting ? originsOf(sighting.node, sighting.file, this.tree).flatMap(({ file, node }) => this.madeAsync(file.source.id, node.start)) : [];
    if (origins.length > 0) return refusalKeys(origins, this.byId);
    return sighting ? refusalKeys(this.around(finding.file, span), this.byId) : [];
  }

  /**
   * Nobody waits for a function that nobody waited for before: its callbacks became await, and what it returns is not looked at; or
   * it begins the program, now within a function that gives its promise.
   */
  isDetached({ finding, span, sighting }: Traced): boolean {
    if (!sighting) return false;
    const isLoop = finding.message.endsWith('does not wait for its callback');
    if (finding.code !== 'floating-promise' && !isLoop) return false;
    if (this.wrote(finding.file, span.start)?.data?.['kind'] === 'process') return true;
    const origins = originsOf(sighting.node, sighting.file, this.tree).flatMap(({ file, node }) => this.madeAsync(file.source.id, node.start));
    return origins.length > 0 && origins.every(({ data }) => (data?.['callbacks'] as { role?: string } | undefined)?.role === 'detached');
  }

  /** Where a place of the new text was. */
  before(file: FileId, offset: number): OriginalOffset {
    let map = this.maps.get(file);
    if (!map) {
      const change = this.changes.get(file);
      this.maps.set(file, (map = change ? originalOffsets(change) : (same) => ({ offset: same })));
    }
    return map(offset);
  }

  /** There are decisions of which gavePromise() says yes. */
  get mayExcuse(): boolean {
    return [...this.byId.values()].some(({ verdict }) => GIVE_PROMISES.test(verdict));
  }

  /** The function at `start` of the new text was made async by a transform that begins with functions which give promises. */
  gavePromise(file: FileId, start: number): boolean {
    const { inside } = this.before(file, start);
    const group = inside && this.changes.get(file)!.groups.find(({ edits }) => edits.includes(inside));
    return group !== undefined && carriedBy(group, inside!).every((id) => GIVE_PROMISES.test(this.byId.get(id)?.verdict ?? ''));
  }

  /** The decision whose edit wrote the text at `offset`. */
  private wrote(file: FileId, offset: number): Decision | undefined {
    const { inside } = this.before(file, offset);
    const group = inside && this.changes.get(file)!.groups.find(({ edits }) => edits.includes(inside));
    // of several passes the last one: without it, what the earlier ones make is still there
    return group && inside && this.byId.get(carriedBy(group, inside).at(-1)!);
  }

  /** The decision that made the function at `start` of the new text async. */
  private madeAsync(file: FileId, start: number): Decision[] {
    const { offset } = this.before(file, start);
    const own = (this.decisions.get(file) ?? []).filter(({ verdict, span }) => MAKES_ASYNC.has(verdict) && span.start === offset);
    const writer = this.wrote(file, start);
    return own.length > 0 ? own : writer ? [writer] : [];
  }

  /** The innermost calls that changed at a place: in it, or around it. */
  private around(file: FileId, span: Span): Decision[] {
    const [start, end] = [this.before(file, span.start).offset, this.before(file, Math.max(span.start, span.end - 1)).offset + 1];
    const own = this.decisions.get(file) ?? [];
    const writer = this.wrote(file, span.start);
    const inside = own.filter(({ span: at, verdict }) => !MAKES_ASYNC.has(verdict) && start <= at.start && at.end <= end);
    if (inside.length > 0) return inside;
    if (writer) return [writer];
    const outside = own.filter(({ span: at }) => at.start <= start && end <= at.end);
    const smallest = Math.min(...outside.map(({ span: at }) => at.end - at.start));
    return outside.filter(({ span: at }) => at.end - at.start === smallest);
  }
}
