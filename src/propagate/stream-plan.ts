// Decisions about collected streams, one file at a time: which become loops, and why the others stay.
import type { Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { PackageInfo, ScannedRepo, SourceFile } from '../core/source.ts';
import { collectedStreams, type CollectedObstacle } from '../facts/collected-streams.ts';
import { keptLines } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { linkParents } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { byPlace, fileByFile, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions } from './file-by-file.ts';
import { judgedPlace } from './judged-place.ts';
import { lowestMajor } from './node-floor.ts';
import { StubbedApis } from './stubbed-apis.ts';

/** The name that plans carry. */
export const STREAMS_TO_AWAIT = 'streams-to-await';

const NAME = 'fs.createReadStream';

/** The plan of all files; each is read alone. */
export function planStreams({ files, packages }: Pick<ScannedRepo, 'files' | 'packages'>, limits: Limits, options: FilePlanOptions = {}): FilePlan {
  const stubbed = new StubbedApis(files);
  const mayHold = ({ dialect, text }: SourceFile): boolean => dialect !== 'dts' && /\bcreateReadStream\b/.test(text) && /\bnew\s+Promise\b/.test(text);
  return fileByFile(files, options, mayHold, (file) => decideStreams(file, packages.find(({ dir }) => dir === file.packageDir), limits, options, stubbed));
}

/** @throws ParseError when the file is not valid */
function decideStreams(file: SourceFile, owner: PackageInfo | undefined, limits: Limits, options: FilePlanOptions, stubbed: StubbedApis): FileDecisions {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const lineOf = lineIndex(file.text);
  const kept = keptLines(ast.comments ?? [], file.text, lineOf);
  for (const judged of collectedStreams(ast.program, ast.comments ?? [], new NameUses(ast.program), file.text)) {
    const { promise } = judged;
    const directive = kept.get(lineOf(promise.start)) ?? ('collected' in judged ? kept.get(lineOf(judged.collected.fn.start)) : undefined);
    const stub = stubbed.by(NAME);
    const obstacle: CollectedObstacle | undefined =
      refusedPlace({ file: file.id, span: { start: promise.start, end: promise.end } }, limits, options) ??
      (directive && { code: 'directive', to: directive.text }) ?? ('obstacle' in judged ? judged.obstacle : undefined) ??
      (stub === undefined ? undefined : { code: 'patched-api', to: stub }) ?? againstPackage(owner);
    const { decision, site } = judgedPlace(file, lineOf, STREAMS_TO_AWAIT, { node: promise, name: NAME, verdict: 'iterate', target: 'for await', obstacle });
    decisions.push(decision);
    sites.push(site);
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}

/** `for await` came with Node 10: https://nodejs.org/api/stream.html#readablesymbolasynciterator */
function againstPackage(owner: PackageInfo | undefined): CollectedObstacle | undefined {
  const node = lowestMajor(owner?.nodeRange);
  if (node !== undefined && node < 12) return { code: 'stream-old-node', to: `Node ${node}` };
  return owner?.lintsOldSyntax ? { code: 'lint-target', to: '' } : undefined;
}
