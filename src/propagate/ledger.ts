// The decisions while they are being made: each has an id, a place and a cause, and knows what it stands or falls with.
import type { Cause, Decision, Location, Verdict } from '../core/plan.ts';
import { everyFile, lineOf, type ScannedRepo, type SourceFile, type Span } from '../core/source.ts';
import type { Fn, Linked } from '../resolve/linked.ts';

export class Ledger {
  private readonly decisions = new Map<string, Decision>();
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly linked: Linked;
  private readonly transform: string;
  private readonly fileOf: ReadonlyMap<string, number>;

  constructor(linked: Linked, repo: ScannedRepo, transform: string) {
    this.linked = linked;
    this.transform = transform;
    this.sources = new Map(everyFile(repo).map((f) => [f.id, f]));
    this.fileOf = new Map(linked.files.map(({ file }, index) => [file, index]));
  }

  source(file: number): SourceFile {
    return this.sources.get(this.linked.files[file]!.file)!;
  }

  has(id: string): boolean {
    return this.decisions.has(id);
  }

  get(id: string): Decision | undefined {
    return this.decisions.get(id);
  }

  /** All decisions, in the order of their places. */
  sorted(): Decision[] {
    return [...this.decisions.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start || b.span.end - a.span.end || (a.id < b.id ? -1 : 1)));
  }

  idOf(file: number, span: Span, verdict: Verdict): string {
    return `${this.linked.files[file]!.file}:${span.start}-${span.end}:${verdict}`;
  }

  /** The verdict that makes `fn` wait. */
  verdictOf(fn: Fn): Verdict {
    return fn.fact.kind === 'module' ? 'async-main' : 'make-async';
  }

  /** The named functions around a place in `fn`, outermost first: `open.read`; '' at the top level. */
  pathOf(fn: number): string {
    const names: string[] = [];
    // the functions of a file stand one after the other, by index
    for (let at = this.linked.fns[fn]!; at.fact.kind !== 'module'; at = this.linked.fns[at.id - at.fact.index + at.fact.within]!) if (at.fact.name !== '') names.unshift(at.fact.name);
    return names.join('.');
  }

  /** Where the subject of a decision begins. */
  place(decision: string): Location {
    const known = this.decisions.get(decision)!;
    return this.location(this.fileOf.get(known.file)!, known.span.start);
  }

  location(file: number, offset: number): Location {
    const { text, id } = this.source(file);
    return { file: id, ...lineOf(text, offset), span: { start: offset, end: offset } };
  }

  /** Enters a decision, unless it is there, and answers its id. */
  add(verdict: Verdict, file: number, span: Span, name: string, cause: Cause, data?: Record<string, unknown>): string {
    const id = this.idOf(file, span, verdict);
    if (this.decisions.has(id)) return id;
    const { text, id: fileId } = this.source(file);
    this.decisions.set(id, {
      id, file: fileId, span, line: lineOf(text, span.start).line, verdict, transform: this.transform, name, cause, alsoBecause: [], needs: [], ...(data ? { data } : {}),
    });
    return id;
  }

  /** Puts a decision in the place of the one with its id. */
  replace(decision: Decision): void {
    this.decisions.set(decision.id, decision);
  }

  /** Notes a further cause, of the first few. */
  alsoBecause(id: string, cause: Cause): void {
    const known = this.decisions.get(id);
    if (known && known.alsoBecause.length < 5) this.decisions.set(id, { ...known, alsoBecause: [...known.alsoBecause, cause] });
  }

  /** Notes that `id` must be carried out together with `other`, if there is such a decision. */
  need(id: string, other: string): void {
    const decision = this.decisions.get(id)!;
    if (id !== other && this.decisions.has(other) && !decision.needs.includes(other)) this.decisions.set(id, { ...decision, needs: [...decision.needs, other] });
  }
}
