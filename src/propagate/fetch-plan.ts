// Decisions about requests of http and https, one file at a time: which become a fetch, and why the others stay.
import { mayRequest } from '../apis/http-requests.ts';
import type { Cause, Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { spanKey, type PackageInfo, type ScannedRepo, type SourceFile } from '../core/source.ts';
import { placeKey } from '../core/typing.ts';
import { readDirectives } from '../facts/directives.ts';
import { requestCalls, requestOf } from '../facts/http/exchange.ts';
import { lineIndex } from '../facts/lines.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { fetchObstacle, parseForFetch } from '../rewrite/fetch/rewrite-fetch.ts';
import type { Node } from '../syntax/node.ts';
import { byPlace, fileByFile, locationIn, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions } from './file-by-file.ts';
import { lowestMajor } from './node-floor.ts';
import { StubbedRequests } from './stubbed-requests.ts';

/** The name that plans carry. */
export const HTTP_TO_FETCH = 'http-to-fetch';

export interface FetchOptions extends FilePlanOptions {
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused?: ReadonlyMap<string, string>;
}

/** Where fetch is there without a flag. */
const NODE = 18;

/** The plan of all files; each is read alone, but for what tests put in the place of requests. */
export function planFetches({ files, packages }: Pick<ScannedRepo, 'files' | 'packages'>, limits: Limits, options: FetchOptions = {}): FilePlan {
  const stubbed = new StubbedRequests(files);
  return fileByFile(files, options, ({ dialect, text }) => dialect !== 'dts' && mayRequest(text), (file) => decideFetches(file, packages.find(({ dir }) => dir === file.packageDir), limits, options, stubbed));
}

interface Obstacle {
  readonly code: string;
  readonly to?: string;
  readonly at?: Node;
}

/** @throws ParseError when the file is not valid */
function decideFetches(file: SourceFile, owner: PackageInfo | undefined, limits: Limits, options: FetchOptions, stubbed: StubbedRequests): FileDecisions {
  const parsed = parseForFetch(file);
  const lineOf = lineIndex(file.text);
  const kept = new Map(readDirectives(parsed.ast['comments'] ?? [], file.text, lineOf).filter(({ kind }) => kind === 'keep-sync' || kind === 'ignore-next-line').map((each) => [each.target, each]));
  const at = locationIn(file, lineOf);
  const oldest = lowestMajor(owner?.nodeRange);
  const obstacle = (call: Node, name: string): Obstacle | undefined => {
    const place = { file: file.id, span: { start: call.start, end: call.end } };
    const limited = refusedPlace(place, limits, options);
    if (limited) return limited;
    const typed = options.refused?.get(placeKey(place));
    if (typed !== undefined) return { code: 'type-error', to: typed };
    const directive = kept.get(lineOf(call.start));
    if (directive) return { code: 'directive', to: directive.text };
    const unfit = fetchObstacle(call, file, parsed);
    if (unfit) return { code: unfit.code, at: unfit.at, ...(unfit.to !== undefined && { to: unfit.to }) };
    if (oldest !== undefined && oldest < NODE) return { code: 'fetch-old-node', to: owner!.nodeRange! };
    return stubbed.obstacle(name);
  };
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  for (const call of requestCalls(parsed.ast['program'], parsed.names)) {
    const { name } = requestOf(call, parsed.names)!;
    const found = obstacle(call, name);
    const verdict = found ? 'keep' : 'fetch';
    const span = { start: call.start, end: call.end };
    const id = `${file.id}:${spanKey(call).replace(':', '-')}:${verdict}`;
    const message = found && hazardMessage(found.code, { name, ...(found.to !== undefined && { to: found.to }) });
    const cause: Cause = found ? { kind: 'hazard', code: found.code, at: at(found.at ?? call), message: message! } : { kind: 'mapped-api', api: name, target: 'fetch' };
    const line = lineOf(call.start);
    decisions.push({ id, file: file.id, span, line, verdict, transform: HTTP_TO_FETCH, name, cause, alsoBecause: [], needs: [] });
    sites.push({ file: file.id, line, span, api: name, role: file.role, decision: id, ...(found ? { outcome: 'refused', reason: found.code, message: message! } : { outcome: 'migrated' }) });
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}
