// The line edits of a transform's result: what it says arrives, and the form of the file stays.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../src/edits/apply.ts';
import { lineEdits } from '../src/edits/line-edits.ts';

const written = (before: string, after: string): string => applyEdits(before, lineEdits(before, after));

describe('the form of the old text stays', () => {
  test.each([
    ['CRLF, of which the transform knows nothing', 'a\r\nb\r\nc\r\n', 'a\nB\nc\nd\n', 'a\r\nB\r\nc\r\nd\r\n'],
    ['mixed line ends: each line its own', 'a\r\nb\nc\rd\n', 'a\nB\nC\nd\n', 'a\r\nB\nC\rd\n'],
    ['LF, when the transform writes CRLF', 'a\nb\n', 'a\r\nB\r\n', 'a\nB\n'],
    ['a BOM', '\ufeffa\n', 'A\n', '\ufeffA\n'],
    ['no BOM', 'a\n', '\ufeffA\n', 'A\n'],
    ['no final newline', 'a\nb', 'a\nB\n', 'a\nB'],
    ['a final newline', 'a\nb\n', 'a\nB', 'a\nB\n'],
    ['no final newline, with lines added at the end', 'a\r\nb', 'a\nb\nc\n', 'a\r\nb\r\nc'],
    ['no final newline, with the last line taken away', 'a\r\nb', 'a\n', 'a'],
    ['a line separator in a string', 'a\u2028b\nc\n', 'a\u2028b\nC\n', 'a\u2028b\nC\n'],
  ])('%s', (_, before, after, expected) => expect(written(before, after)).toBe(expected));
});

test('nothing but form is no change', () => {
  expect(lineEdits('\ufeffa\r\nb\rc', 'a\nb\nc\n')).toEqual([]);
});

test('lines that both have are in no edit', () => {
  const before = 'one\ntwo\nthree\nfour\nfive\n';
  expect(lineEdits(before, 'one\n2\nthree\nfive\nsix\n')).toEqual([
    { span: { start: 4, end: 8 }, text: '2\n' },
    { span: { start: 14, end: 19 }, text: '' },
    { span: { start: 24, end: 24 }, text: 'six\n' },
  ]);
});

test('a text that is all new is one edit, however long', () => {
  const lines = (word: string): string => Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
  expect(written(lines('a'), lines('b'))).toBe(lines('b'));
  expect(lineEdits(`x\n${lines('a')}y\n`, `x\n${lines('b')}y\n`)).toHaveLength(1);
});

test('for any texts: the content is the new one, BOM and final newline are the old ones, and a second time there is nothing to do', () => {
  const line = fc.constantFrom('', 'a', 'b', 'c');
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const text = fc.tuple(fc.constantFrom('', '\ufeff'), fc.array(fc.tuple(line, end), { maxLength: 8 }), fc.constantFrom('x', '')).map(([bom, lines, last]) => bom + lines.flat().join('') + last);
  const content = (of: string): string[] => of.replace('\ufeff', '').split(/\r\n|[\n\r]/);
  const trimmed = (lines: readonly string[]): string => lines.join('\n').replace(/\n+$/, '');
  fc.assert(fc.property(text, text, (before, after) => {
    const now = written(before, after);
    expect(trimmed(content(now))).toBe(trimmed(content(after)));
    expect(now.startsWith('\ufeff')).toBe(before.startsWith('\ufeff'));
    if (content(now).length > 1) expect(content(now).at(-1) === '').toBe(content(before).at(-1) === '');
    // an empty text has no form
    if (content(now).join('') !== '') expect(lineEdits(now, after)).toEqual([]);
  }), { numRuns: 1000 });
});
