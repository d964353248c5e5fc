// What a later pass decided, told in places of the original text: its decisions keep the place in their own text beside it.
import type { OffloadVerdict } from '../core/offload.ts';
import type { FileChange } from '../core/edit.ts';
import { lastAtOrBefore, lineStarts } from '../core/offsets.ts';
import type { Cause, Decision, Location, Note, Problem, SiteOutcome } from '../core/plan.ts';
import type { FileId, Span } from '../core/source.ts';
import type { Place } from '../core/typing.ts';
import { originalSpans } from '../edits/original-offset.ts';

interface Lines {
  readonly starts: readonly number[];
  at(offset: number): number;
}

const linesOf = (text: string): Lines => {
  const starts = lineStarts(text);
  return { starts, at: (offset) => lastAtOrBefore(starts, offset) + 1 };
};

/** The way from the texts that a pass begins with back to the original ones. */
export class InOriginal {
  private readonly files: ReadonlyMap<FileId, { readonly span: (span: Span) => Span; readonly before: Lines; readonly after: Lines }>;

  /** @param changes all that the passes before it made of the original */
  constructor(changes: readonly FileChange[]) {
    this.files = new Map(changes.map((change) => [change.file, { span: originalSpans(change), before: linesOf(change.before), after: linesOf(change.after) }]));
  }

  place<T extends Place>(at: T): T {
    const file = this.files.get(at.file);
    return file ? { ...at, span: file.span(at.span) } : at;
  }

  /** Something with a place and its line, which follows. */
  subject<T extends Place & { readonly line: number }>(at: T): T {
    const file = this.files.get(at.file);
    if (!file) return at;
    const span = file.span(at.span);
    return { ...at, span, line: file.before.at(span.start) };
  }

  site(site: SiteOutcome): SiteOutcome {
    return this.subject(site);
  }

  /** @param pass index of the pass that made it */
  decision(decision: Decision, pass: number): Decision {
    return { ...this.subject(decision), cause: this.cause(decision.cause), alsoBecause: decision.alsoBecause.map((cause) => this.cause(cause)), pass: { index: pass, span: decision.span } };
  }

  /** Something that is about a line. */
  line<T extends Note | Problem | OffloadVerdict>(about: T): T {
    const file = this.files.get(about.file);
    if (!file || about.line === undefined) return about;
    const start = file.after.starts[about.line - 1] ?? 0;
    return { ...about, line: file.before.at(file.span({ start, end: start }).start) };
  }

  private cause(cause: Cause): Cause {
    return 'at' in cause ? { ...cause, at: this.location(cause.at) } : cause;
  }

  private location(at: Location): Location {
    const file = this.files.get(at.file);
    if (!file) return at;
    const moved = this.subject(at);
    return { ...moved, column: moved.span.start - file.before.starts[moved.line - 1]! + 1 };
  }
}
