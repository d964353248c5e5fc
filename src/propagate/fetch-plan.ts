// Decisions about requests of http, https and packages, one file at a time: which become a fetch, and why the others stay.
import { mayUseClient } from '../apis/http-clients/index.ts';
import { mayRequest } from '../apis/http-requests.ts';
import type { Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { PackageInfo, ScannedRepo, SourceFile } from '../core/source.ts';
import { keptLines } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { fetchObstacle, parseForFetch, requestsIn, type RequestCall } from '../rewrite/fetch/rewrite-fetch.ts';
import { byPlace, fileByFile, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions } from './file-by-file.ts';
import { judgedPlace, type PlaceObstacle } from './judged-place.ts';
import { lowestMajor } from './node-floor.ts';
import { StubbedRequests } from './stubbed-requests.ts';

/** The name that plans carry. */
export const HTTP_TO_FETCH = 'http-to-fetch';

/** Where fetch is there without a flag. */
const NODE = 18;

/** The plan of all files; each is read alone, but for what tests put in the place of requests. */
export function planFetches({ files, packages }: Pick<ScannedRepo, 'files' | 'packages'>, limits: Limits, options: FilePlanOptions = {}): FilePlan {
  const stubbed = new StubbedRequests(files);
  return fileByFile(files, options, ({ dialect, text }) => dialect !== 'dts' && (mayRequest(text) || mayUseClient(text)), (file) => decideFetches(file, packages.find(({ dir }) => dir === file.packageDir), limits, options, stubbed));
}

/** @throws ParseError when the file is not valid */
function decideFetches(file: SourceFile, owner: PackageInfo | undefined, limits: Limits, options: FilePlanOptions, stubbed: StubbedRequests): FileDecisions {
  const parsed = parseForFetch(file);
  const lineOf = lineIndex(file.text);
  const kept = keptLines(parsed.ast['comments'] ?? [], file.text, lineOf);
  const oldest = lowestMajor(owner?.nodeRange);
  const obstacle = ({ call, name, specifier, errors }: RequestCall): PlaceObstacle | undefined => {
    const place = { file: file.id, span: { start: call.start, end: call.end } };
    const limited = refusedPlace(place, limits, options);
    if (limited) return limited;
    const directive = kept.get(lineOf(call.start));
    if (directive) return { code: 'directive', to: directive.text };
    const unfit = fetchObstacle(call, file, parsed);
    if (unfit) return { code: unfit.code, at: unfit.at, to: unfit.to };
    if (oldest !== undefined && oldest < NODE) return { code: 'fetch-old-node', to: owner!.nodeRange! };
    const asked = stubbed.loads(errors);
    if (asked !== undefined) return { code: 'http-error-class', to: asked };
    return stubbed.obstacle(specifier ?? name);
  };
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  for (const request of requestsIn(parsed.ast['program'], parsed.names)) {
    const { decision, site } = judgedPlace(file, lineOf, HTTP_TO_FETCH, { node: request.call, name: request.name, verdict: 'fetch', target: 'fetch', obstacle: obstacle(request) });
    decisions.push(decision);
    sites.push(site);
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}
