// Decisions about coroutines, one file at a time: which become async functions, and why the others stay.
import path from 'node:path';
import { mayLoadRunner } from '../apis/coroutines.ts';
import type { Cause, Decision, Location, Problem, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { spanKey, type FileId, type SourceFile } from '../core/source.ts';
import { placeKey } from '../core/typing.ts';
import { Coroutines, type Coroutine, type CoroutineObstacle } from '../facts/coroutines.ts';
import { readDirectives } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { PromiseValues } from '../facts/promise-values.ts';
import { bounded } from '../isolate/bounded.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { linkParents, type Node } from '../syntax/node.ts';
import { parse, ParseError } from '../syntax/parse.ts';
import type { ChainPlan, ChainPlanOptions } from './chain-plan.ts';
import type { ChainDecisions, ChainRefusals } from './chains.ts';

/** The name that plans carry. */
export const COROUTINE_TO_ASYNC = 'coroutine-to-async';

/** The plan of all files; each is read alone, but for what its imports from other files give. */
export function planCoroutines(files: readonly SourceFile[], limits: Limits, { onFile = () => {}, deadlineMs, ...refusals }: ChainPlanOptions = {}): ChainPlan {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const problems: Problem[] = [];
  const giving = new GivingExports(files);
  for (const [index, file] of files.entries()) {
    onFile(index);
    if (!mayLoadRunner(file.text)) continue;
    try {
      const decided = bounded(() => decideCoroutines(file, limits, refusals, giving), deadlineMs);
      decisions.push(...decided.decisions);
      sites.push(...decided.sites);
    } catch (error) {
      const isParse = error instanceof ParseError;
      problems.push({ file: file.id, code: isParse ? 'does-not-parse' : 'tool-failure', message: (error as Error).message, ...(isParse && { line: error.line }) });
    }
  }
  return { decisions, sites, problems };
}

/** @throws ParseError when the file is not valid */
function decideCoroutines(file: SourceFile, limits: Limits, { verification, leftOut }: ChainRefusals, giving: GivingExports): ChainDecisions {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const lineOf = lineIndex(file.text);
  const fixed = limits.fixed(file.id);
  const kept = new Map(readDirectives(ast.comments ?? [], file.text, lineOf).filter(({ kind }) => kind === 'keep-sync' || kind === 'ignore-next-line').map((each) => [each.target, each]));
  const refused = ({ node }: Coroutine): CoroutineObstacle | undefined => {
    if (fixed !== undefined) return { code: 'out-of-scope', at: node, to: fixed };
    const place = { file: file.id, span: { start: node.start, end: node.end } };
    const reason = leftOut?.(place);
    if (reason !== undefined) return { code: 'left-out', at: node, to: reason };
    const evidence = verification?.get(placeKey(place));
    if (evidence !== undefined) return { code: 'verification', at: node, to: evidence };
    const directive = kept.get(lineOf(node.start));
    return directive && { code: 'directive', at: node, to: directive.text };
  };
  const names = new NameUses(ast.program);
  const judged = new Coroutines(names, new PromiseValues(names, giving.of(file.id)), file.text).judge(ast.program, refused);
  const at = (node: Node): Location => ({ file: file.id, line: lineOf(node.start), column: node.start - file.text.lastIndexOf('\n', node.start - 1), span: { start: node.start, end: node.end } });
  const idOf = (node: Node, verdict: string): string => `${file.id}:${spanKey(node).replace(':', '-')}:${verdict}`;
  const users = new Map<Node, Node[]>();
  for (const { coroutine } of judged) for (const fn of coroutine.delegates) users.set(fn, [...(users.get(fn) ?? []), coroutine.node]);
  for (const { coroutine: { node, runner, delegates }, obstacle } of judged) {
    const name = runner?.api ?? `function* ${node['id'].name}`;
    const verdict = obstacle ? 'keep' : 'coroutine';
    const message = obstacle && hazardMessage(obstacle.code, { name, ...(obstacle.to !== undefined && { to: obstacle.to }) });
    const cause: Cause = obstacle ? { kind: 'hazard', code: obstacle.code, at: at(obstacle.at), message: message! } : { kind: 'mapped-api', api: name, target: 'async function' };
    // generators that coroutines delegate to go with all of these
    const needs = obstacle ? [] : [...delegates, ...(users.get(node) ?? [])].map((other) => idOf(other, 'coroutine'));
    const span = { start: node.start, end: node.end };
    decisions.push({ id: idOf(node, verdict), file: file.id, span, line: lineOf(node.start), verdict, transform: COROUTINE_TO_ASYNC, name, cause, alsoBecause: [], needs });
    sites.push({ file: file.id, line: lineOf(node.start), span, api: name, role: file.role, decision: idOf(node, verdict), ...(obstacle ? { outcome: 'refused', reason: obstacle.code, message: message! } : { outcome: 'migrated' }) });
  }
  const inOrder = (a: { span: { start: number; end: number } }, b: typeof a): number => a.span.start - b.span.start || b.span.end - a.span.end;
  return { decisions: decisions.sort(inOrder), sites: sites.sort(inOrder) };
}

/** What files give promises with, for those that import them by a relative path. */
class GivingExports {
  private readonly files: ReadonlyMap<FileId, SourceFile>;
  private readonly read = new Map<FileId, { readonly values: PromiseValues; readonly program: Node } | undefined>();

  constructor(files: readonly SourceFile[]) {
    this.files = new Map(files.map((file) => [file.id, file]));
  }

  of(from: FileId): (specifier: string, name: string) => boolean {
    return (specifier, name) => {
      if (!/^\.{1,2}\//.test(specifier)) return false;
      const base = path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
      const id = [base, `${base}.js`, `${base}.cjs`, `${base}.mjs`, `${base}.ts`, `${base}/index.js`].find((each) => this.files.has(each));
      const found = id === undefined ? undefined : this.parsed(id);
      return found !== undefined && found.values.exportsPromise(found.program, name);
    };
  }

  private parsed(id: FileId): { readonly values: PromiseValues; readonly program: Node } | undefined {
    if (!this.read.has(id)) {
      const { text, dialect, moduleKind } = this.files.get(id)!;
      this.read.set(id, undefined);
      try {
        const ast = parse(text, dialect, moduleKind);
        linkParents(ast);
        this.read.set(id, { values: new PromiseValues(new NameUses(ast.program)), program: ast.program });
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
      }
    }
    return this.read.get(id);
  }
}
