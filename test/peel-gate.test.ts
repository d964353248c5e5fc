// The gate for flattened chains notices what a wrong rewriting would lose or write twice.
import { expect, test } from 'vitest';
import { linkParents, type Node } from '../src/syntax/node.ts';
import { parse } from '../src/syntax/parse.ts';
import { rejectPeeled } from '../src/verify/peel-gate.ts';

const tree = (text: string): Node => {
  const ast = parse(text, 'js', 'cjs');
  linkParents(ast);
  return ast;
};
const verdict = (before: string, after: string): string | undefined => rejectPeeled(tree(before), before, tree(after), after);

const BEFORE = "function f() {\n  return g('a').then(x => {\n    // why\n    if (x) throw x;\n    return `t\n  ${h(x)}`;\n  });\n}";
const AFTER = "async function f() {\n  const x = await g('a');\n  // why\n  if (x) throw x;\n  return `t\n  ${h(x)}`;\n}";

test('what is all there passes', () => expect(verdict(BEFORE, AFTER)).toBeUndefined());

test.each([
  ['a comment', (text: string) => text.replace('  // why\n', ''), /lose \/\/ why/],
  ['the white space of a template', (text: string) => text.replace('`t\n  $', '`t\n$'), /lose t/],
  ['a string', (text: string) => text.replace("'a'", "'b'"), /lose 'a'/],
  ['a call', (text: string) => text.replace('h(x)', 'x'), /CallExpression/],
  ['a throw', (text: string) => text.replace('if (x) throw x;', 'if (x) x;'), /ThrowStatement/],
  ['a branch', (text: string) => text.replace('if (x) throw x;', 'throw x;'), /IfStatement/],
  ['a comment twice', (text: string) => text.replace('// why', '// why\n  // why'), /twice/],
] as const)('%s that changes does not', (_, change, message) => expect(verdict(BEFORE, change(AFTER))).toMatch(message));
