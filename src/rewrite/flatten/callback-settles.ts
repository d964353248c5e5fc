// A call of the function's own callback -> `return` and `throw`.
import { isCalm } from '../../facts/callback-values.ts';
import type { Settle } from '../../facts/callback-items.ts';
import type { Node } from '../../syntax/node.ts';
import type { Writing } from './callback-lines.ts';
import { expression, freshName, semicolon, type Context, type Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';

/**
 * What takes the place of the end of a function: it returns; or its body stands elsewhere, where the next turn of a loop
 * comes, a variable gets the value, or nothing does.
 */
export type Ending = { readonly kind: 'return'; readonly value: boolean } | { readonly kind: 'continue' | 'drop' } | { readonly kind: 'bind'; readonly keyword: 'const' | 'let'; readonly pattern: string };

/** The statement that leaves, where that is not the end of the text anyway. */
export const leaveLines = (f: Flattening, ending: Ending, last: boolean): Piece[][] => (last || ending.kind === 'bind' || ending.kind === 'drop' ? [] : [[written(ending.kind), semicolon(f)]]);

/** The statements that do what calling back did; none where the function ends anyway. */
export function settleLines({ f, fn, several, ending }: Writing, { error, state, value, values, last }: Settle, { indent }: Context): Piece[][] {
  // `done.fail()` and `done.fail('why')` fail a test without an error
  if (state === 'error') return [[written('throw '), ...(!error || /^(String|Template)Literal$/.test(error.type) ? [written('new Error('), ...(error ? given(f, error, indent) : []), written(')')] : given(f, error, indent)), semicolon(f)]];
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
  if (ending.kind === 'bind') return [...lines, [written(`${ending.keyword} ${ending.pattern} = `), ...(result ?? [written('undefined')]), semicolon(f)]];
  if (result && ending.kind === 'return') return [...lines, [written('return '), ...result, semicolon(f)]];
  // nobody wants the value, but what makes it may do something
  if (result && value && !isCalm(value) && state !== 'maybe') lines.push([...(/^(Object|Function|Class)/.test(value.type) ? [written('('), ...result, written(')')] : result), semicolon(f)]);
  return [...lines, ...leaveLines(f, ending, last)];
}

/** An argument as an operand of `return` or `throw`: on the same line, whole. */
function given(f: Flattening, node: Node, indent: string): Piece[] {
  const pieces = expression(f, node, indent);
  return node.type === 'SequenceExpression' ? [written('('), ...pieces, written(')')] : pieces;
}
