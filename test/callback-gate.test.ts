// The gate for flattened callbacks notices what a wrong rewriting would lose, write twice, or make mean something else.
import { expect, test } from 'vitest';
import { linkParents, type Node } from '../src/syntax/node.ts';
import { parse } from '../src/syntax/parse.ts';
import { rejectCallbacks } from '../src/verify/callback-gate.ts';

const tree = (text: string): Node => {
  const ast = parse(text, 'js', 'cjs');
  linkParents(ast);
  return ast;
};
const verdict = (before: string, after: string): string | undefined => rejectCallbacks(tree(before), before, tree(after), after);

const BEFORE = `const fs = require('fs');
const size = 3;
/** @returns {void} */
function f(p, cb) {
  fs.readFile(p, 'utf8', function (err, text) {
    // why
    if (err) return cb(err);
    if (text.length > size) log(\`t
  \${text}\`);
    let n = 0;
    n = count(text);
    cb(null, n);
  });
}`;
const AFTER = `const fs = require('fs');
const size = 3;
/** @returns {Promise<void>} */
async function f(p) {
  const text = await fs.promises.readFile(p, 'utf8');
  // why
  if (text.length > size) log(\`t
  \${text}\`);
  let n = 0;
  n = count(text);
  return n;
}`;

test('what is all there passes', () => expect(verdict(BEFORE, AFTER)).toBeUndefined());

test.each([
  ['a comment that goes', (text: string) => text.replace('  // why\n', ''), /lose \/\/ why/],
  ['a comment twice', (text: string) => text.replace('// why', '// why\n  // why'), /twice/],
  ['the white space of a template', (text: string) => text.replace('`t\n  $', '`t\n$'), /lose t/],
  ['another string', (text: string) => text.replace("'utf8'", "'utf-8'"), /lose 'utf8'/],
  ['a call that goes', (text: string) => text.replace('n = count(text)', 'n = text'), /CallExpression/],
  ['an assignment that goes', (text: string) => text.replace('n = count(text)', 'count(text)'), /AssignmentExpression/],
  ['a branch that goes', (text: string) => text.replace('if (text.length > size) ', 'size && text.length; '), /IfStatement/],
  ['a callback that is gone and still called', (text: string) => text.replace('return n', 'cb(null, n)'), /cb would not be declared/],
  ['an error that nothing declares', (text: string) => text.replace('return n', 'if (err) throw err; return n'), /err would not be declared/],
  ['a name that hides another one', (text: string) => text.replace('const text =', 'const size = 1, text ='), /twice|size would mean something else/],
  ['a local of the same name', (text: string) => text.replace('let n = 0;', 'let size; let n = 0;'), /size would mean something else/],
] as const)('%s does not', (_, change, message) => expect(verdict(BEFORE, change(AFTER))).toMatch(message));
