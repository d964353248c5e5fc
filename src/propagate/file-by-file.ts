// A transform that decides about one file at a time, over all files: what they have in common, and the files that could not be read.
import type { Decision, Location, Note, Problem, ReasonCode, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { SourceFile } from '../core/source.ts';
import { placeKey, type Place } from '../core/typing.ts';
import { bounded } from '../isolate/bounded.ts';
import type { Node } from '../syntax/node.ts';
import { ParseError } from '../syntax/parse.ts';

export interface FileDecisions {
  readonly decisions: readonly Decision[];
  readonly sites: readonly SiteOutcome[];
  readonly notes?: readonly Note[];
}

export interface FilePlan extends FileDecisions {
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
}

/** What must stay whatever speaks for it. */
export interface FileRefusals {
  /** Places whose migration was seen to change what the program does, with the evidence. */
  readonly verification?: ReadonlyMap<string, string>;
  /** Why a place is no part of this run. */
  readonly leftOut?: ((place: Place) => string | undefined) | undefined;
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused?: ReadonlyMap<string, string> | undefined;
}

export interface FilePlanOptions extends FileRefusals {
  readonly onFile?: (done: number) => void;
  /** What one file may take of the processor. */
  readonly deadlineMs?: number | undefined;
}

/**
 * The plan of all files that may hold something.
 * @param decide may throw ParseError; the file is a problem then, as it is when it takes too long
 */
export function fileByFile(files: readonly SourceFile[], { onFile = () => {}, deadlineMs }: FilePlanOptions, mayHold: (file: SourceFile) => boolean, decide: (file: SourceFile) => FileDecisions): FilePlan {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const notes: Note[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    onFile(index);
    if (!mayHold(file)) continue;
    try {
      const decided = bounded(() => decide(file), deadlineMs);
      decisions.push(...decided.decisions);
      sites.push(...decided.sites);
      notes.push(...(decided.notes ?? []));
    } catch (error) {
      const isParse = error instanceof ParseError;
      problems.push({ file: file.id, code: isParse ? 'does-not-parse' : 'tool-failure', message: (error as Error).message, ...(isParse && { line: error.line }) });
    }
  }
  return { decisions, sites, notes, problems };
}

/** Why a place must stay whatever it is: the file is not to change, the run leaves it out, its migration was seen to do harm, or does not type-check. */
export function refusedPlace(place: Place, limits: Limits, { verification, leftOut, refused }: FileRefusals): { readonly code: ReasonCode; readonly to: string } | undefined {
  const said = (code: ReasonCode, to: string | undefined): { code: ReasonCode; to: string } | undefined => (to === undefined ? undefined : { code, to });
  return limits.fixed(place.file) ?? said('left-out', leftOut?.(place)) ?? said('verification', verification?.get(placeKey(place))) ?? said('type-error', refused?.get(placeKey(place)));
}

/** Where a node of the file is. */
export const locationIn = ({ id, text }: SourceFile, lineOf: (offset: number) => number) => ({ start, end }: Node): Location =>
  ({ file: id, line: lineOf(start), column: start - text.lastIndexOf('\n', start - 1), span: { start, end } });

/** Outer ones first where several begin at one place. */
export const byPlace = (a: Pick<Decision, 'span'>, b: Pick<Decision, 'span'>): number => a.span.start - b.span.start || b.span.end - a.span.end;
