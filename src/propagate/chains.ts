// Decisions about promise chains, one file at a time: which are flattened, which functions become async with them, what stays.
import type { Cause, Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { placeKey } from '../core/typing.ts';
import { spanKey, type SourceFile } from '../core/source.ts';
import { detectStyle } from '../edits/style.ts';
import { asyncObstacle } from '../facts/chain-functions.ts';
import { keptLines } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { isShortForm } from '../rewrite/adapters/short-forms.ts';
import { Unfit } from '../facts/unfit.ts';
import { flatten } from '../rewrite/flatten/program.ts';
import { keyName, linkParents, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { byPlace, locationIn, refusedPlace, type FileDecisions, type FileRefusals } from './file-by-file.ts';

/** What a report calls the subject of a chain's decision. */
export const CHAIN_API = 'promise.then';

/** Cheap: whether a text may hold a chain at all. */
export const mayHoldChains = (text: string): boolean => /\.\s*(?:then|catch|finally)\s*[(<]/.test(text);

/** @throws ParseError when the file is not valid */
export function decideChains(file: SourceFile, limits: Limits, transform: string, refusals: FileRefusals): FileDecisions {
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const { text } = file;
  const lineOf = lineIndex(text);
  const typed = /^(ts|tsx|dts)$/.test(file.dialect);
  const publicIsGone = limits.policy(file.id) === 'break';
  const kept = keptLines(ast.comments ?? [], text, lineOf);
  const { chains, functions, stays } = flatten({
    ast, text, style: detectStyle(text), typed,
    asyncStays: (fn, names) => {
      const directive = kept.get(lineOf(fn.start));
      if (directive) return new Unfit('directive', fn, directive.text);
      const evidence = refusals.verification?.get(placeKey({ file: file.id, span: { start: fn.start, end: fn.end } }));
      if (evidence !== undefined) return new Unfit('verification', fn, evidence);
      const found = asyncObstacle(fn, ast.program, names, text, publicIsGone);
      return found && new Unfit(found.code, found.at, found.to);
    },
    mayFlatten: ({ call, head }) => {
      if (call.parent?.type === 'AwaitExpression' && isShortForm(text.slice(head.end, call.end))) return new Unfit('short-form', call);
      const refused = refusedPlace({ file: file.id, span: { start: call.start, end: call.end } }, limits, refusals);
      if (refused) return new Unfit(refused.code, call, refused.to);
      const directive = kept.get(lineOf(call.start)) ?? kept.get(lineOf(call.end));
      return directive && new Unfit('directive', call, directive.text);
    },
  });
  const at = locationIn(file, lineOf);
  const idOf = (node: Node, verdict: string): string => `${file.id}:${spanKey(node)}:${verdict}`;
  const decide = (node: Node, verdict: 'flatten' | 'make-async' | 'keep', name: string, cause: Cause, needs: readonly string[]): Decision =>
    ({ id: idOf(node, verdict), file: file.id, span: { start: node.start, end: node.end }, line: lineOf(node.start), verdict, transform, name, cause, alsoBecause: [], needs });
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const found = (node: Node): Omit<SiteOutcome, 'outcome' | 'decision'> => ({ file: file.id, line: lineOf(node.start), span: { start: node.start, end: node.end }, api: CHAIN_API, role: file.role });
  for (const [call, fn] of chains) {
    // an inner chain is peeled by what peels the outer one
    const outer = [...chains.keys()].filter((other) => other !== call && chains.get(other) === fn && other.start <= call.start && other.end >= call.end);
    const needs = [...(functions.includes(fn) ? [idOf(fn, 'make-async')] : []), ...outer.map((other) => idOf(other, 'flatten'))];
    decisions.push(decide(call, 'flatten', CHAIN_API, { kind: 'mapped-api', api: CHAIN_API, target: 'await' }, needs));
    sites.push({ ...found(call), outcome: 'migrated', decision: idOf(call, 'flatten') });
  }
  for (const fn of functions) {
    const own = [...chains].filter(([, owner]) => owner === fn).map(([call]) => call);
    decisions.push(decide(fn, 'make-async', nameOf(fn), { kind: 'awaits', decision: idOf(own[0]!, 'flatten'), at: at(own[0]!) }, own.map((call) => idOf(call, 'flatten'))));
  }
  for (const [call, { code, at: place, to }] of stays) {
    const message = hazardMessage(code, { name: CHAIN_API, ...(to !== undefined && { to }) });
    decisions.push(decide(call, 'keep', CHAIN_API, { kind: 'hazard', code, at: at(place), message }, []));
    sites.push({ ...found(call), outcome: 'refused', reason: code, message, decision: idOf(call, 'keep') });
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}

function nameOf(fn: Node): string {
  const parent = fn.parent as Node;
  if (fn.id) return fn.id.name;
  if (fn.key) return keyName(fn.key, fn.computed === true) ?? 'a method';
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (/Property$/.test(parent.type) && parent.key) return keyName(parent.key, parent.computed === true) ?? 'a function';
  return parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' ? (keyName(parent.left.property, parent.left.computed) ?? 'a function') : 'a function';
}
