// A call of the function's own callback -> `return` and `throw`.
import { isCalm } from '../../facts/callback-values.ts';
import type { Settle } from '../../facts/callback-items.ts';
import type { Node } from '../../syntax/node.ts';
import type { Writing } from './callback-lines.ts';
import { expression, freshName, semicolon, type Context, type Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';

/** The statements that do what calling back did; none where the function ends anyway. */
export function settleLines({ f, fn, several }: Writing, { error, state, values, last }: Settle, { indent }: Context): Piece[][] {
  if (state === 'error') return [[written('throw '), ...given(f, error!, indent), semicolon(f)]];
  const lines: Piece[][] = [];
  // who awaits it takes the list apart, also where nothing is in it
  let result = several > 1 ? [written('['), ...values.flatMap((value, index) => [written(index > 0 ? ', ' : ''), ...given(f, value, indent)]), written(']')] : values[0] && given(f, values[0], indent);
  if (state === 'maybe') {
    // the value was made before the error was looked at
    if (result && !values.every(isCalm)) {
      const name = freshName(f, 'result', fn);
      lines.push([written(`const ${name} = `), ...result, semicolon(f)]);
      result = [written(name)];
    }
    let thrown = given(f, error!, indent);
    if (error!.type !== 'Identifier') {
      const name = freshName(f, 'error', fn);
      lines.push([written(`const ${name} = `), ...thrown, semicolon(f)]);
      thrown = [written(name)];
    }
    lines.push([written('if ('), ...thrown, written(') throw '), ...thrown, semicolon(f)]);
  }
  if (result) lines.push([written('return '), ...result, semicolon(f)]);
  else if (!last) lines.push([written('return'), semicolon(f)]);
  return lines;
}

/** An argument as an operand of `return` or `throw`: on the same line, whole. */
function given(f: Flattening, node: Node, indent: string): Piece[] {
  const pieces = expression(f, node, indent);
  return node.type === 'SequenceExpression' ? [written('('), ...pieces, written(')')] : pieces;
}
