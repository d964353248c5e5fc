// The edits of graceful-shutdown: a function around what opens something, which has it closed on SIGINT and SIGTERM.
import type { Closing } from '../../apis/closables.ts';
import type { EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { prefixOrder, suffixOrder } from '../await-text.ts';
import { insert } from '../deadlines/option-edits.ts';
import { ImportRequests } from '../imports.ts';

export const isClosing = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'close');

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteClosing(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const imports = new ImportRequests({ text, program: ast.program, style: detectStyle(text), moduleKind: file.moduleKind, lang: /^tsx?$/.test(file.dialect) ? 'ts' : 'js' });
  const calls = new Map<string, Node>();
  walk(ast.program, (node) => { if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.set(spanKey(node), node); });
  const groups: EditGroup[] = decisions.filter(({ verdict }) => verdict === 'close').map((decision) => {
    const node = calls.get(spanKey(decision.span));
    if (!node) throw new Error(`${decision.name} is not there`);
    const closing = decision.data?.['closing'] as Closing | undefined;
    const head = closing ? `${imports.runtime('closing')}(` : `${imports.runtime('drained')}(`;
    const tail = !closing ? ')' : 'by' in closing ? `, (opened) => ${closing.by}(opened), 'timers')` : `, (opened) => opened.${closing.method}())`;
    return { decision: decision.id, edits: [insert(node.start, head, prefixOrder(node)), insert(node.end, tail, suffixOrder(node) + 0.5)] };
  });
  const added = imports.edits().edits;
  if (added.length > 0) groups[0] = { ...groups[0]!, edits: [...groups[0]!.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}
