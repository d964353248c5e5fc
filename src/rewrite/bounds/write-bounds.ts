// The edits by which calls wait for their turn: the function that a list is mapped with is handed to `limited`; reads that followed one another are begun together. All other text stays.
import type { AheadData, BoundData, ReadsData, TurnsData } from '../../core/bounds.ts';
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import type { SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { linkParents } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { ImportRequests } from '../imports.ts';
import { readAhead, turnsTogether } from './write-loops.ts';

export const isBounding = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'bound');

/** @throws Error when the text does not parse */
export function rewriteBounds(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const bounds = decisions.filter(({ verdict }) => verdict === 'bound');
  const importEquals = bounds.some(({ data }) => (data as BoundData).importEquals);
  const imports = new ImportRequests({ text, program: ast.program, style: detectStyle(text), moduleKind: file.moduleKind, lang: /^tsx?$/.test(file.dialect) ? 'ts' : 'js', importEquals });
  const groups: EditGroup[] = bounds.map((decision) => {
    if (decision.data?.['reads']) return { decision: decision.id, edits: together(decision.data as ReadsData, text, imports) };
    if (decision.data?.['ahead']) return { decision: decision.id, edits: readAhead(decision.data as AheadData, text, imports) };
    if (decision.data?.['turns']) return { decision: decision.id, edits: turnsTogether(decision.span, decision.data as TurnsData, text, imports) };
    const { callback: { start, end }, concurrency } = decision.data as BoundData;
    const insert = (at: number, added: string, order: number): Edit => ({ span: { start: at, end: at }, text: added, order });
    // outer calls first where one ends with another
    return { decision: decision.id, edits: [insert(start, `${imports.runtime('limited')}(${concurrency}, `, -end), insert(end, ')', -start)] };
  });
  const added = imports.edits().edits;
  if (added.length > 0) groups[0] = { ...groups[0]!, edits: [...groups[0]!.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

/** A line of code that is longer is broken. */
const WIDEST = 110;

/** `const [a, b] = await inOrder([() => read(…), () => read(…)]);` in the place of the statements. */
function together({ reads }: ReadsData, text: string, imports: ImportRequests): Edit[] {
  const of = ({ start, end }: { readonly start: number; readonly end: number }): string => text.slice(start, end);
  const [first, last] = [reads[0]!, reads.at(-1)!];
  const head = `[${reads.map(({ pattern }) => of(pattern)).join(', ')}] = await ${imports.runtime('inOrder')}([`;
  const calls = reads.map(({ call }) => `() => ${of(call)}`);
  const lineStart = text.lastIndexOf('\n', first.statement.start - 1) + 1;
  const isLong = first.pattern.start - lineStart + head.length + calls.join(', ').length + 3 > WIDEST;
  const { eol, indent } = detectStyle(text);
  const outer = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const [open, between, close] = isLong ? [eol + outer + indent, `,${eol}${outer}${indent}`, `,${eol}${outer}`] : ['', ', ', ''];
  return [
    { span: { start: first.pattern.start, end: first.call.start }, text: `${head}${open}() => ` },
    { span: { start: first.call.end, end: last.statement.end }, text: `${calls.slice(1).map((call) => between + call).join('')}${close}])${text.slice(last.call.end, last.statement.end)}` },
  ];
}
