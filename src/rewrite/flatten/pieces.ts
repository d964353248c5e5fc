// The composer of flattened code: text as pieces of the file and new text, its only place that changes indentation.
import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/source.ts';
import { walk, type Node } from '../../syntax/node.ts';

/** A part of the file as it is, or new text. */
export type Piece = Span | { readonly text: string };

export const written = (text: string): Piece => ({ text });

interface Replacement extends Span {
  readonly pieces: readonly Piece[];
}

/** Spans in which a line may not be indented otherwise: templates, JSX text, strings over several lines. */
function frozenIn(program: Node, text: string): Span[] {
  const found: Span[] = [];
  walk(program, (node) => {
    if (!/^(TemplateElement|JSXText|StringLiteral|DirectiveLiteral)$/.test(node.type)) return;
    if (text.slice(node.start, node.end).includes('\n')) found.push({ start: node.start, end: node.end });
  });
  return found;
}

export class Composer {
  readonly text: string;
  private readonly frozen: readonly Span[];
  private readonly replacements: Replacement[] = [];

  constructor(text: string, program: Node) {
    this.text = text;
    this.frozen = frozenIn(program, text);
  }

  /** Puts `pieces` in place of a span (insertion: an empty one). An outer replacement is made after those inside of it. */
  replace(start: number, end: number, pieces: readonly Piece[]): void {
    this.replacements.push({ start, end, pieces });
  }

  /** How many replacements there are, to go back to. */
  get mark(): number {
    return this.replacements.length;
  }

  /** Forgets the replacements made since `mark`. */
  rollBack(mark: number): void {
    this.replacements.length = mark;
  }

  /** The text between two offsets with what is replaced there. */
  emit(start: number, end: number): Piece[] {
    const inside = this.replacements.filter((each) => each.start >= start && each.end <= end && (each.end > each.start || each.start < end));
    const madeAt = new Map(inside.map((each, index) => [each, each.start < each.end ? index : -index]));
    // at one offset an insertion comes first, then the widest replacement, and of equal ones the last: it holds the others
    inside.sort((a, b) => a.start - b.start || Number(b.start === b.end) - Number(a.start === a.end) || b.end - a.end || madeAt.get(b)! - madeAt.get(a)!);
    const out: Piece[] = [];
    let at = start;
    for (const each of inside) {
      if (each.start < at) continue;
      if (each.start > at) out.push({ start: at, end: each.start });
      out.push(...each.pieces);
      at = each.end;
    }
    if (at < end) out.push({ start: at, end });
    return out;
  }

  /** The text that pieces stand for. */
  print(pieces: readonly Piece[]): string {
    return pieces.map((piece) => ('text' in piece ? piece.text : this.text.slice(piece.start, piece.end))).join('');
  }

  /** Leading white space of the line that `offset` is on. */
  indentAt(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(start, offset))![0];
  }

  /** Moves all lines but the first from one indentation to another, by deletion or insertion of white space. */
  reindent(pieces: readonly Piece[], from: string, to: string): Piece[] {
    if (from === to) return [...pieces];
    const out: Piece[] = [];
    let atLineStart = false;
    for (const piece of pieces) {
      const text = this.print([piece]);
      let at = 0;
      while (at < text.length) {
        if (atLineStart && text[at] !== '\n' && text[at] !== '\r') {
          const space = /^[ \t]*/.exec(text.slice(at))![0];
          const { keep, drop, add } = shift(space, from, to);
          if (keep > 0) out.push('text' in piece ? written(text.slice(at, at + keep)) : { start: piece.start + at, end: piece.start + at + keep });
          if (add !== '') out.push(written(add));
          at += keep + drop;
          atLineStart = false;
          if (at >= text.length) break;
        }
        const newline = text.indexOf('\n', at);
        const end = newline < 0 ? text.length : newline + 1;
        out.push('text' in piece ? written(text.slice(at, end)) : { start: piece.start + at, end: piece.start + end });
        if (newline >= 0) atLineStart = 'text' in piece || !this.isFrozen(piece.start + newline + 1);
        at = end;
      }
    }
    return out;
  }

  private isFrozen(offset: number): boolean {
    return this.frozen.some(({ start, end }) => offset > start && offset <= end);
  }

  /** The edits that turn the file into what its pieces now are; what left its order counts as new text. */
  edits(): Edit[] {
    const edits: Edit[] = [];
    let at = 0;
    let text = '';
    const flush = (until: number): void => {
      const gap = this.text.slice(at, until);
      if (gap === text) return;
      let head = 0;
      while (head < Math.min(gap.length, text.length) && gap[head] === text[head]) head++;
      let tail = 0;
      while (tail < Math.min(gap.length, text.length) - head && gap[gap.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
      edits.push({ span: { start: at + head, end: until - tail }, text: text.slice(head, text.length - tail) });
    };
    for (const piece of this.emit(0, this.text.length)) {
      if ('text' in piece || piece.start < at) text += this.print([piece]);
      else {
        flush(piece.start);
        text = '';
        at = piece.end;
      }
    }
    flush(this.text.length);
    return edits;
  }
}

/** What of the white space of a line is kept, what after it is dropped, what is put there. */
function shift(space: string, from: string, to: string): { keep: number; drop: number; add: string } {
  let common = 0;
  while (common < Math.min(space.length, from.length) && space[common] === from[common]) common++;
  if (to.startsWith(from)) return { keep: common, drop: 0, add: to.slice(from.length) };
  // a line that stands further left than it should loses what it has too much
  if (from.startsWith(to)) return common > to.length ? { keep: to.length, drop: common - to.length, add: '' } : { keep: 0, drop: 0, add: '' };
  return common === from.length ? { keep: 0, drop: from.length, add: to } : { keep: 0, drop: 0, add: '' };
}
