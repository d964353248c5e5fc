// The edits that add names to, and remove names from, one braced list of an import or destructured require.
import type { Edit } from '../../core/edit.ts';
import type { NameItem, NameList } from './known-modules.ts';

/** Edits of the list; undefined when nothing of what it belongs to would be left (the statement, or its declarator). */
export function editNameList(text: string, list: NameList, added: readonly string[], removed: ReadonlySet<NameItem>): readonly Edit[] | undefined {
  const { items, owner } = list;
  const first = items[0] as NameItem;
  const last = items.at(-1) as NameItem;
  if (removed.size === items.length) {
    if (added.length > 0) return [{ span: { start: first.node.start, end: last.node.end }, text: added.join(', ') }];
    const beforeBrace = owner.type === 'ImportDeclaration' ? owner['specifiers'][0] : undefined;
    if (beforeBrace === undefined || beforeBrace === first.node) return undefined;
    return [{ span: { start: beforeBrace.end, end: text.indexOf('}', last.node.end) + 1 }, text: '' }];
  }

  const edits: Edit[] = [];
  // A name goes with the comma after it, or before it when only removed names follow.
  const lastKept = items.findLastIndex((item) => !removed.has(item));
  items.forEach((item, index) => {
    if (!removed.has(item)) return;
    const span =
      index < lastKept
        ? { start: item.node.start, end: (items[index + 1] as NameItem).node.start }
        : { start: (items[index - 1] as NameItem).node.end, end: item.node.end };
    edits.push({ span, text: '' });
  });
  if (added.length > 0) {
    const separator = `,${gapBefore(text, last)}`;
    edits.push({ span: { start: last.node.end, end: last.node.end }, text: added.map((name) => separator + name).join('') });
  }
  return edits;
}

/** White space between a name and the one before it: a line break and indent in a list with one name a line, else a space. */
function gapBefore(text: string, item: NameItem): string {
  const before = text.slice(0, item.node.start);
  const gap = /\s*$/.exec(before)?.[0] ?? '';
  return gap.includes('\n') ? gap.slice(gap.lastIndexOf('\n') - (gap.includes('\r\n') ? 1 : 0)) : ' ';
}
