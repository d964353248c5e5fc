// The edits that make functions take turns, and loops walk through copies. The lines between stay as they are.
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { GuardData } from '../../core/guards.ts';
import type { Decision } from '../../core/plan.ts';
import type { SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { linkParents } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { ImportRequests } from '../imports.ts';

const insert = (at: number, text: string, order = 0): Edit => ({ span: { start: at, end: at }, text, order });

export const isGuards = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'guard');

/** @throws Error when the decisions do not fit the text */
export function rewriteGuards(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const style = detectStyle(text);
  const imports = new ImportRequests({ text, program: ast.program, style, moduleKind: file.moduleKind, lang: /^tsx?$/.test(file.dialect) ? 'ts' : 'js' });
  const end = style.semicolons ? ';' : '';
  const groups: EditGroup[] = decisions.filter(({ verdict }) => verdict === 'guard').map((decision) => {
    const data = decision.data as unknown as GuardData;
    const { start, end: stop } = data.part;
    if (data.form === 'snapshot') return { decision: decision.id, edits: [insert(start, '[...', -decision.span.end), insert(stop, ']', decision.span.start)] };
    const call = `await ${imports.runtime('inTurn')}(${data.owner}, async () => `;
    const declared = data.declare ? [insert(data.declare.at, `const ${data.declare.name} = {}${end}${style.eol}${indentAt(text, data.declare.at)}`, -2)] : [];
    if (data.shape === 'expression') return { decision: decision.id, edits: [...declared, ...expression(text, start, stop, call)] };
    const isLines = text.slice(start, stop).includes('\n') || text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
    const between = isLines ? `${style.eol}${indentAt(text, start)}` : ' ';
    const head = `${data.shape === 'return' ? 'return ' : ''}${call}{${between}`;
    return { decision: decision.id, edits: [...declared, insert(start, head, -1), insert(stop, `${between}})${end}`, 1)] };
  });
  const added = imports.edits().edits;
  if (added.length > 0) groups[0] = { ...groups[0]!, edits: [...groups[0]!.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

/** The body of an arrow function, with its own parentheses. */
function expression(text: string, start: number, stop: number, call: string): Edit[] {
  let [from, until] = [start, stop];
  while (text[from - 1] === '(' && text[until] === ')') [from, until] = [from - 1, until + 1];
  return [insert(from, call, -1), insert(until, ')', 1)];
}

/** The blanks before the first word of the line. */
const indentAt = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))![0];
