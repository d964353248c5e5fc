// Statements that move, with the comments and empty lines between them.
import type { Node } from '../../syntax/node.ts';
import { written, type Composer, type Piece } from '../flatten/pieces.ts';
import type { Style } from '../../core/style.ts';

/** The pieces of one statement or comment. */
export type Line = readonly Piece[];

interface Moving {
  readonly composer: Composer;
  readonly comments: readonly Node[];
  readonly style: Style;
  /** Comments that found a place. */
  readonly kept: Set<Node>;
  /** Where statements become one: the end of the last one, by the start of the first. */
  readonly joined: ReadonlyMap<number, number>;
}

/** Lines one below the other. */
export function lines({ composer, style }: Pick<Moving, 'composer' | 'style'>, list: readonly Line[], indent: string): Piece[] {
  const out: Piece[] = [];
  let last = '';
  for (const line of list) {
    const text = composer.print(line);
    if (out.length > 0) out.push(written(style.eol + (text === '' ? '' : indent)));
    // a line that begins so would go on with a statement without a semicolon
    if (/^[([`/+-]/.test(text) && !/^\/[/*]/.test(text) && last !== '' && !/[;{}]$/.test(last.trimEnd())) out.push(written(';'));
    out.push(...line);
    last = text;
  }
  return out;
}

/** Neighbours in one block, as they stand there: each with the comments before it and behind it, empty lines kept. */
export function statementsBetween(w: Moving, list: readonly Node[], indent: string): Line[] {
  const { composer, comments } = w;
  const { text } = composer;
  const out: Line[] = [];
  const moved = (start: number, end: number): Piece[] => composer.reindent(composer.emit(start, end), composer.indentAt(start), indent);
  let done = -1;
  for (const [index, statement] of list.entries()) {
    if (statement.end <= done) continue;
    const end = w.joined.get(statement.start) ?? statement.end;
    done = end;
    const owner = statement['parent'] as Node;
    const siblings: readonly Node[] = Array.isArray(owner['body']) ? owner['body'] : [statement];
    const at = siblings.indexOf(statement);
    const from = at > 0 ? siblings[at - 1]!.end : owner.start;
    const to = siblings.find(({ start }) => start >= end)?.start ?? owner.end;
    const isOnLine = (comment: Node, end: number): boolean => !text.slice(end, comment.start).includes('\n');
    const above = comments.filter((each) => each.start >= from && each.end <= statement.start && !w.kept.has(each) && !(at > 0 && isOnLine(each, from)));
    const behind = comments.filter((each) => each.start >= end && each.end <= to && isOnLine(each, end));
    const isApart = index > 0 && siblings[at - 1] === list[index - 1] && /\n[ \t]*\r?\n/.test(text.slice(list[index - 1]!.end, above[0]?.start ?? statement.start));
    if (isApart) out.push([]);
    for (const each of above) out.push(moved(each.start, each.end));
    out.push([...moved(statement.start, end), ...behind.flatMap((each) => [written(' '), { start: each.start, end: each.end }])]);
    for (const each of [...above, ...behind]) w.kept.add(each);
  }
  return out;
}
