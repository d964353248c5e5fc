// The static part of verify: a migrated tree against the tree it was made from, whoever migrated it. Executes nothing.
import type { CheckCode, Finding, FindingLevel } from '../../core/finding.ts';
import { byCodeUnit } from '../../core/order.ts';
import { lineOf, type FileId, type ScannedRepo, type Span } from '../../core/source.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { misusedFunctions } from './async-functions.ts';
import { becameAsync, functionNames, hostedAsync, isAsyncMain, needlesslyAsync, ownName, unlinkedCalls } from './callers.ts';
import { brokenPairs } from './check-then-act.ts';
import { exportShape, shapeDifferences, wholeName } from './export-shape.ts';
import { lostReads } from './inlined-reads.ts';
import { PromiseKinds, runsCoroutine } from './promise-kinds.ts';
import { misusedPromises, type Sighting } from './promises.ts';
import { reachedFrom } from './reached.ts';
import { smells } from './smells.ts';
import { newTypeErrors } from './type-errors.ts';
import { changedFiles, isCall, ownerOf, pathOf, treeOf, type FileView, type Tree } from './tree.ts';

export interface StaticReport {
  readonly findings: readonly Finding[];
  /** Files whose text differs. */
  readonly changed: readonly FileId[];
  /** Functions that are async now and were not. */
  readonly becameAsync: number;
}

/** What is wrong with `after` and was not wrong with `before`. */
export const checkMigration = (before: ScannedRepo, after: ScannedRepo): StaticReport => checkTrees(treeOf(before), treeOf(after));

/** The same for trees that were read already. */
export function checkTrees(old: Tree, now: Tree): StaticReport {
  const { traced, ...report } = tracedFindings(old, now);
  const types = newTypeErrors(old, now, report.changed.filter((id) => now.byId.has(id))).map(({ file, offset, message }) => at(now.byId.get(file)!, offset, 'type-error', 'fault', message));
  return { ...report, findings: [...traced, ...types].map(({ finding }) => finding).sort(byPlace) };
}

/** A finding with what it is about in the tree. */
export interface Traced {
  readonly finding: Finding;
  /** In the new text. */
  readonly span: Span;
  /** What is misused; undefined for what is said of a file. */
  readonly sighting?: Sighting;
}

/** An async function that gave a promise before, in a form that the checks do not see: what is done with its promise is not new. */
export type GavePromise = (fn: Node, file: FileView) => boolean;

/** The same with what leads from a finding to what it comes from; without types, which planning has a gate of its own for. */
export function tracedFindings(old: Tree, now: Tree, gavePromise?: GavePromise): Omit<StaticReport, 'findings'> & { readonly traced: readonly Traced[] } {
  const texts = new Map(old.repo.files.map(({ id, text }) => [id, text]));
  const changed = now.repo.files.filter(({ id, text }) => texts.get(id) !== text).map(({ id }) => id);
  if (changed.length === 0) return { traced: [], changed, becameAsync: 0 };
  const asyncNow = becameAsync(old, now).filter(({ node, file }) => !gavePromise?.(node, file));
  const sightings = newSightings(old, now, new Set(changed), asyncNow, gavePromise);
  const traced = [
    ...unparsable(old, now, changed),
    ...strayAwaits(old, now, changed),
    ...[...sightings, ...unlinkedCalls(now, asyncNow), ...needlesslyAsync(asyncNow), ...hostedAsync(now, asyncNow)].map(tracedOf),
    ...exportsThatDiffer(old, now),
    ...lostReads(old, now).map(({ file, inliner, lost }) => at(file, 0, 'inlined-read', 'fault', `${lost} ${lost === 1 ? 'read that' : 'reads that'} ${inliner} puts into the bundle ${lost === 1 ? 'is' : 'are'} gone`)),
  ];
  return { traced: traced.sort((a, b) => byPlace(a.finding, b.finding)), changed, becameAsync: asyncNow.length };
}

function sightingsIn(tree: Tree, kinds: PromiseKinds): Sighting[] {
  return [...misusedPromises(kinds), ...misusedFunctions(tree, kinds), ...brokenPairs(kinds.files), ...smells(tree, kinds)];
}

/** What is seen now and was not seen before. Looking at the tree before is done only when it can tell something. */
function newSightings(old: Tree, now: Tree, changed: ReadonlySet<FileId>, asyncNow: ReturnType<typeof becameAsync>, gavePromise: GavePromise | undefined): Sighting[] {
  const fresh = new Set(asyncNow.map(({ node, file }) => file.fnAt(node)));
  for (const { old: was, file } of changedFiles(old, now)) {
    const known = new Set(functionNames(was).values());
    for (const [node, name] of functionNames(file)) if (!known.has(name)) fresh.add(file.fnAt(node));
  }
  const { kinds, ids } = reachedFrom(now, changed, (fn) => fn.fact.isAsync && !fresh.has(fn));
  const seen = sightingsIn(now, gavePromise ? new PromiseKinds(now, kinds.files, gavePromise) : kinds);
  if (seen.length === 0) return [];
  // what does not come from functions that changed, and stands in text that did not, was there before
  const isKept = (node: Node, { source }: FileView): boolean => !changed.has(source.id) || (old.byId.get(source.id)?.source.text.includes(source.text.slice(node.start, node.end)) ?? false);
  const lasting = new Set(sightingsIn(now, new PromiseKinds(now, kinds.files, (fn, file) => gavePromise?.(fn, file) === true || !isKept(fn, file))).map(({ node }) => node));
  const doubtful = seen.filter(({ file, node }) => !lasting.has(node) || !isKept(surroundingsOf(node), file));
  // whatever was looked at now is looked at then, and what more is needed to understand it
  return doubtful.length === 0 ? [] : withoutKnown(sightingsIn(old, reachedFrom(old, ids, () => true).kinds), doubtful);
}

/** The function that a node stands in, or the statement at the top level. */
function surroundingsOf(node: Node): Node {
  let at = node;
  while (at.parent && at.parent.type !== 'Program' && !(at !== node && isFunction(at))) at = at.parent;
  return at;
}

/** What was there before excuses the same thing after: same check, same function, same name. */
function withoutKnown(before: readonly Sighting[], after: readonly Sighting[]): Sighting[] {
  const left = new Map<string, number>();
  for (const sighting of before) left.set(keyOf(sighting), (left.get(keyOf(sighting)) ?? 0) + 1);
  return after.filter((sighting) => {
    const count = left.get(keyOf(sighting)) ?? 0;
    left.set(keyOf(sighting), count - 1);
    return count <= 0;
  });
}

function keyOf({ code, file, node }: Sighting): string {
  const owners: string[] = [];
  for (let at = ownerOf(node); at; at = ownerOf(at)) owners.unshift(ownName(at));
  if (isAsyncMain(owners[0])) owners.shift();
  const what = isCall(node) && isStarted(node, file) ? 'a function that is called at once' : isCall(node) || node.type === 'NewExpression' ? pathOf(node.callee) : node.type === 'Identifier' ? node.name : node.type;
  return `${code} ${file.source.id} ${owners.join('>')} ${what}`;
}

/** A coroutine and the async function that it may have become. */
const isStarted = (call: Node, file: FileView): boolean => isFunction(unwrap(call.callee)) || [...(file.siteAt(call)?.externals ?? [])].some(runsCoroutine);

function unparsable(before: Tree, after: Tree, changed: readonly FileId[]): Traced[] {
  return changed.flatMap((id) => (before.unparsed(id) ? [] : (after.unparsed(id) ?? []))).map(({ source, message, line }) => ({
    span: { start: 0, end: 0 },
    finding: { code: 'does-not-parse', level: 'fault', file: source.id, line, column: 1, message: `the file does not parse: ${message}`, excerpt: excerptOf(source.text, line) },
  }));
}

/** `await` at the top level of what Node loads as CommonJS, where it is a syntax error. */
function strayAwaits(before: Tree, after: Tree, changed: readonly FileId[]): Traced[] {
  return changed.flatMap((id) => after.byId.get(id) ?? []).flatMap((file) => {
    const isScript = before.byId.get(file.source.id)?.program['sourceType'] !== 'module' && file.source.moduleKind === 'cjs';
    if (!isScript || file.program['sourceType'] !== 'module') return [];
    const found: Traced[] = [];
    walk(file.program, (node) => {
      if (node.type === 'AwaitExpression' && ownerOf(node) === undefined) found.push(at(file, node.start, 'stray-await', 'fault', 'await stands at the top level of a CommonJS module'));
    });
    return found.length > 0 ? found : [at(file, 0, 'does-not-parse', 'fault', 'the file is no longer a CommonJS script')];
  });
}

function exportsThatDiffer(before: Tree, after: Tree): Traced[] {
  return changedFiles(before, after).flatMap(({ old, file }) => shapeDifferences(exportShape(old), exportShape(file), wholeName(old)).map((message) => at(file, exportPlace(file), 'exports', 'fault', message)));
}

const exportPlace = ({ program, source }: FileView): number => Math.max(0, (program.body as Node[]).find(({ start, end }) => /\bexports\b|^export\b/.test(source.text.slice(start, end)))?.start ?? 0);

function tracedOf(sighting: Sighting): Traced {
  const { file, node, code, level, message } = sighting;
  return { ...at(file, node.start, code, level, message), span: { start: node.start, end: node.end }, sighting };
}

function at({ source }: FileView, offset: number, code: CheckCode, level: FindingLevel, message: string): Traced {
  const { line, column } = lineOf(source.text, offset);
  return { finding: { code, level, file: source.id, line, column, message, excerpt: excerptOf(source.text, line) }, span: { start: offset, end: offset } };
}

const excerptOf = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').trim().slice(0, 160);

const byPlace = (a: Finding, b: Finding): number => (a.level === b.level ? 0 : a.level === 'fault' ? -1 : 1) || byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column;
