// Decisions about collected streams, one file at a time: which become loops, and why the others stay.
import type { Cause, Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { spanKey, type PackageInfo, type ScannedRepo, type SourceFile } from '../core/source.ts';
import { placeKey } from '../core/typing.ts';
import { collectedStreams, type CollectedObstacle } from '../facts/collected-streams.ts';
import { readDirectives } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { linkParents } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { byPlace, fileByFile, locationIn, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions } from './file-by-file.ts';
import { lowestMajor } from './node-floor.ts';
import { StubbedApis } from './stubbed-apis.ts';

/** The name that plans carry. */
export const STREAMS_TO_AWAIT = 'streams-to-await';

const NAME = 'fs.createReadStream';

export interface StreamOptions extends FilePlanOptions {
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused?: ReadonlyMap<string, string>;
}

/** The plan of all files; each is read alone. */
export function planStreams({ files, packages }: Pick<ScannedRepo, 'files' | 'packages'>, limits: Limits, options: StreamOptions = {}): FilePlan {
  const stubbed = new StubbedApis(files);
  const mayHold = ({ dialect, text }: SourceFile): boolean => dialect !== 'dts' && /\bcreateReadStream\b/.test(text) && /\bnew\s+Promise\b/.test(text);
  return fileByFile(files, options, mayHold, (file) => decideStreams(file, packages.find(({ dir }) => dir === file.packageDir), limits, options, stubbed));
}

/** @throws ParseError when the file is not valid */
function decideStreams(file: SourceFile, owner: PackageInfo | undefined, limits: Limits, options: StreamOptions, stubbed: StubbedApis): FileDecisions {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const lineOf = lineIndex(file.text);
  const at = locationIn(file, lineOf);
  const kept = new Map(readDirectives(ast.comments ?? [], file.text, lineOf).filter(({ kind }) => kind === 'keep-sync' || kind === 'ignore-next-line').map((each) => [each.target, each]));
  for (const judged of collectedStreams(ast.program, ast.comments ?? [], new NameUses(ast.program), file.text)) {
    const { promise } = judged;
    const span = { start: promise.start, end: promise.end };
    const place = { file: file.id, span };
    const directive = kept.get(lineOf(promise.start)) ?? ('collected' in judged ? kept.get(lineOf(judged.collected.fn.start)) : undefined);
    const typeError = options.refused?.get(placeKey(place));
    const stub = stubbed.by(NAME);
    const obstacle: CollectedObstacle | undefined =
      refusedPlace(place, limits, options) ?? (typeError === undefined ? undefined : { code: 'type-error', to: typeError }) ??
      (directive && { code: 'directive', to: directive.text }) ?? ('obstacle' in judged ? judged.obstacle : undefined) ??
      (stub === undefined ? undefined : { code: 'patched-api', to: stub }) ?? againstPackage(owner);
    const verdict = obstacle ? 'keep' : 'iterate';
    const id = `${file.id}:${spanKey(span).replace(':', '-')}:${verdict}`;
    const message = obstacle && hazardMessage(obstacle.code, { name: NAME, to: obstacle.to });
    const cause: Cause = obstacle ? { kind: 'hazard', code: obstacle.code, at: at(promise), message: message! } : { kind: 'mapped-api', api: NAME, target: 'for await' };
    decisions.push({ id, file: file.id, span, line: lineOf(promise.start), verdict, transform: STREAMS_TO_AWAIT, name: NAME, cause, alsoBecause: [], needs: [] });
    sites.push({ file: file.id, line: lineOf(promise.start), span, api: NAME, role: file.role, decision: id, ...(obstacle ? { outcome: 'refused', reason: obstacle.code, message: message! } : { outcome: 'migrated' }) });
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}

/** `for await` came with Node 10: https://nodejs.org/api/stream.html#readablesymbolasynciterator */
function againstPackage(owner: PackageInfo | undefined): CollectedObstacle | undefined {
  const node = lowestMajor(owner?.nodeRange);
  if (node !== undefined && node < 12) return { code: 'stream-old-node', to: `Node ${node}` };
  return owner?.lintsOldSyntax ? { code: 'lint-target', to: '' } : undefined;
}
