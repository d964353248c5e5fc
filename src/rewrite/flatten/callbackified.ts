// What of a function waits moves into an async function, and its callback is told how that ended.
import type { Answer } from '../../core/callbacks.ts';
import type { Node } from '../../syntax/node.ts';
import { freshName, type Flattening } from './flattening.ts';
import { written } from './pieces.ts';

export interface Callbackified {
  readonly fn: Node;
  /** The first statement that moves. */
  readonly from: Node;
  /** The callback parameter. */
  readonly own: string;
  readonly answer: Answer;
  /** The expression for `util.callbackify`. */
  readonly callbackify: string;
}

/** Notes the replacement around what was noted inside of the function. */
export function wrapBody(f: Flattening, { fn, from, own, answer, callbackify }: Callbackified): void {
  const { composer, style } = f;
  const { text } = composer;
  const open = (fn.body.start as number) + 1;
  const close = (fn.body.end as number) - 1;
  const isWhole = fn.body.body[0] === from && (fn.body.directives ?? []).length === 0;
  const isCrowded = isWhole && !text.slice(open, from.start).includes('\n');
  const outer = composer.indentAt(isCrowded ? (fn.start as number) : from.start);
  const end = close - (/\s*$/.exec(text.slice(from.start, close))![0].length);
  // in one line, or on lines that are made of it
  const pieces = isCrowded ? composer.emit(open, close) : composer.emit(from.start, end);
  const inner = isCrowded ? outer + style.indent : outer;
  const moved = composer.reindent(pieces, outer, outer + style.indent);
  const tail = `})(${listener(f, fn, own, answer)})${style.semicolons ? ';' : ''}`;
  if (!isCrowded) return composer.replace(from.start, end, [written(`${callbackify}(async () => {${style.eol}${outer}${style.indent}`), ...moved, written(`${style.eol}${outer}${tail}`)]);
  composer.replace(open, close, [written(`${style.eol}${inner}${callbackify}(async () => {`), ...moved, written(`${composer.print(moved).endsWith('\n') ? inner : ''}${tail}${style.eol}${outer}`)]);
}

/** The callback as it was called: `callbackify` always hands over a value. */
function listener(f: Flattening, fn: Node, own: string, answer: Answer): string {
  if (answer === 2) return own;
  const error = freshName(f, 'error', fn);
  return answer === 1 ? `(${error}) => ${own}(${error})` : `(${error}) => (${error} ? ${own}(${error}) : ${own}())`;
}
