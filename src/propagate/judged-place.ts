// What a transform says of one place that it judges by itself: the decision, and the site that reports it.
import type { Cause, Decision, ReasonCode, SiteOutcome, Verdict } from '../core/plan.ts';
import { spanKey, type SourceFile, type Span } from '../core/source.ts';
import { hazardMessage } from '../hazards/messages.ts';
import type { Node } from '../syntax/node.ts';
import { locationIn } from './file-by-file.ts';

/** Why a place stays. */
export interface PlaceObstacle {
  readonly code: ReasonCode;
  /** Completes the sentence of the code. */
  readonly to?: string | undefined;
  /** What is in the way, where that is not the place itself. */
  readonly at?: Node;
}

export interface JudgedPlace {
  readonly node: Node;
  /** What reports call it. */
  readonly name: string;
  /** What becomes of it, and of what, where nothing is in the way. */
  readonly verdict: Verdict;
  readonly target: string;
  readonly obstacle: PlaceObstacle | undefined;
  readonly needs?: readonly string[];
  readonly data?: Decision['data'];
}

/** The id of the decision about `span` of a file. */
export const placeId = (file: SourceFile, span: Span, verdict: Verdict): string => `${file.id}:${spanKey(span).replace(':', '-')}:${verdict}`;

/** @param lineOf 1-based line of a UTF-16 offset of the file */
export function judgedPlace(file: SourceFile, lineOf: (offset: number) => number, transform: string, { node, name, verdict: wanted, target, obstacle, needs = [], data }: JudgedPlace): { readonly decision: Decision; readonly site: SiteOutcome } {
  const span = { start: node.start, end: node.end };
  const line = lineOf(node.start);
  const verdict = obstacle ? 'keep' : wanted;
  const id = placeId(file, span, verdict);
  const message = obstacle && hazardMessage(obstacle.code, { name, ...(obstacle.to !== undefined && { to: obstacle.to }) });
  const cause: Cause = obstacle ? { kind: 'hazard', code: obstacle.code, at: locationIn(file, lineOf)(obstacle.at ?? node), message: message! } : { kind: 'mapped-api', api: name, target };
  return {
    decision: { id, file: file.id, span, line, verdict, transform, name, cause, alsoBecause: [], needs, ...(data && { data }) },
    site: { file: file.id, line, span, api: name, role: file.role, decision: id, ...(obstacle ? { outcome: 'refused', reason: obstacle.code, message: message! } : { outcome: 'migrated' }) },
  };
}
