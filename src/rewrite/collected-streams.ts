// A promise that collects a stream -> a loop over the stream: the statements around its handlers stay, and move one level out.
import type { Edit, EditGroup, FileChange } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import { spanKey, type SourceFile } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { applyEdits } from '../edits/apply.ts';
import { detectStyle } from '../edits/style.ts';
import { collectedStreams, type Collected } from '../facts/collected-streams.ts';
import { NameUses } from '../facts/name-uses.ts';
import { linkParents, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { prefixOrder } from './await-text.ts';
import { makeAsync } from './make-async.ts';

export const isIterating = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'iterate');

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteStreams(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const style = detectStyle(text);
  const found = new Map(collectedStreams(ast.program, ast.comments ?? [], new NameUses(ast.program), text).flatMap((judged) => ('collected' in judged ? [[spanKey(judged.promise), judged.collected] as const] : [])));
  const groups: EditGroup[] = decisions.filter(({ verdict }) => verdict === 'iterate').map((decision) => {
    const collected = found.get(spanKey(decision.span));
    if (!collected) throw new Error(`no stream is collected at ${decision.id}`);
    return { decision: decision.id, edits: editsOf(collected, text, ast.comments ?? [], style) };
  });
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

const indentAt = (offset: number, text: string): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];

function editsOf({ fn, statement, executor, before, stream, encoding, chunk, each, result }: Collected, text: string, comments: readonly Node[], { eol, indent, semicolons }: Style): Edit[] {
  const end = semicolons ? ';' : '';
  const of = ({ start, end: last }: Node): string => text.slice(start, last);
  const isExpression = statement.type !== 'ReturnStatement';
  const level = isExpression ? indentAt(fn.start, text) + indent : indentAt(statement.start, text);
  const first = before[0] && (comments.find(({ start }) => start > executor['body'].start && start < before[0]!.start) ?? before[0]);
  const isNamed = stream.type === 'Identifier';
  const lines = [
    ...(first ? [text.slice(first.start, before.at(-1)!.end).split(/\r?\n/).map((line, index) => (index === 0 ? line : outdented(line, indentAt(before[0]!.start, text), level))).join(eol)] : []),
    ...(encoding && isNamed ? [`${of(stream)}.setEncoding(${of(encoding)})${end}`] : []),
    `for await (const ${chunk} of ${of(stream)}${encoding && !isNamed ? `.setEncoding(${of(encoding)})` : ''}) ${of(each)}${end}`,
    ...(result ? [`return ${of(result)}${end}`] : []),
  ];
  const body = lines.join(eol + level);
  const edits = fn['async'] === true ? [] : makeAsync(fn, text, comments, prefixOrder(fn), true);
  if (!isExpression) return [...edits, { span: { start: statement.start, end: statement.end }, text: body }];
  const outer = level.slice(0, level.length - indent.length);
  // a body on a line of its own, behind the arrow
  const gap = /(?<==>)\s*$/.exec(text.slice(0, statement.start))?.[0];
  return [...edits, { span: { start: statement.start - (gap ?? '').length, end: statement.end }, text: `${gap === undefined ? '' : ' '}{${eol}${level}${body}${eol}${outer}}` }];
}

/** A further line of a statement that moves from one indentation to another. */
const outdented = (line: string, from: string, to: string): string => (line.startsWith(from) ? to + line.slice(from.length) : line);
