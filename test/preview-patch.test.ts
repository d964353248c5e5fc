// Patches built from recorded edits: what they show, and that `git apply` turns the old bytes into the new ones.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Edit, FileChange } from '../src/core/edit.ts';
import { buildHunks, splitLines } from '../src/preview/hunks.ts';
import { outputOffsets } from '../src/preview/output-offset.ts';
import { patchOf } from '../src/preview/patch.ts';
import { gitRepository, insert, makeChange, makeChanges, span } from './preview-fixture.ts';

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));

/** The bytes of the file after `git apply` of the patch of `change`. */
function applied(change: FileChange, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const root = gitRepository({ [change.file]: Buffer.from(change.before, encoding) });
  roots.push(root);
  const patch = path.join(root, 'x.patch');
  writeFileSync(patch, Buffer.from(patchOf(change), encoding));
  execFileSync('git', ['apply', '--whitespace=nowarn', patch], { cwd: root, stdio: 'pipe' });
  return readFileSync(path.join(root, change.file)).toString(encoding);
}

const one = (before: string, ...edits: Edit[]): FileChange => makeChange('a.js', before, [{ decision: 'd', edits }]);
const numbered = (n: number, eol = '\n'): string => Array.from({ length: n }, (_, i) => `line${i + 1};${eol}`).join('');

describe('git apply', () => {
  const crlf = numbered(12, '\r\n');
  const cases: Record<string, FileChange> = {
    'a plain file': one(numbered(12), insert(span(numbered(12), 'line6').start, 'await ')),
    'CRLF': one(crlf, insert(span(crlf, 'line6').start, 'await '), insert(span(crlf, 'line12').start, 'x\r\n')),
    'mixed line ends': one('a\r\nb\nc\rd\ne\r\n', insert(span('a\r\nb\nc\rd\ne\r\n', 'd').start, 'await ')),
    'no final newline': one('a();\nb();', insert(5, 'await ')),
    'no final newline, change above': one(`${numbered(3)}end`, insert(0, 'await ')),
    'text after a last line without newline': one('a();', insert(4, '\nb();')),
    'text after a final newline': one('a();\n', insert(5, 'b();\n')),
    'a byte order mark': one('\ufeffa();\nb();\n', insert(1, 'await ')),
    'a byte order mark and CRLF': one('\ufeffa();\r\nb();\r\n', insert(1, 'await '), insert(span('\ufeffa();\r\nb();', 'b').start, 'await ')),
    'a whole line taken away': one(numbered(9), { span: { start: 8, end: 16 }, text: '' }),
    'two lines taken away, the next one changed': one(numbered(9), { span: { start: 0, end: 16 }, text: '' }, insert(16, 'await ')),
    'everything taken away': one('a\nb\n', { span: { start: 0, end: 4 }, text: '' }),
    'an empty file filled': one('', insert(0, 'a\nb\n')),
    'lines joined': one('a(\n  b,\n  c\n);\n', { span: { start: 2, end: 5 }, text: '' }, { span: { start: 7, end: 10 }, text: ' ' }),
    'the last newline taken away': one('a\nb\n', { span: { start: 3, end: 4 }, text: '' }),
    'a name with a space and an umlaut': makeChange('lib/mein tür.js', 'a\n', [{ decision: 'd', edits: [insert(0, 'await ')] }]),
    'a name with quotes': makeChange('li"b.js', 'a\n', [{ decision: 'd', edits: [insert(0, 'await ')] }]),
    'unicode lines and form feeds': one('a\u2028b\n\fc\n', insert(4, 'await ')),
  };
  for (const [name, change] of Object.entries(cases)) test(name, () => expect(applied(change)).toBe(change.after));

  test('latin-1, encoded as the file is', () => {
    const change = one('// caf\u00e9\na();\nb();\n', insert(8, 'await '));
    expect(applied(change, 'latin1')).toBe(change.after);
  });

  test.each([5, 6, 7, 8])('two changes %i lines apart', (gap) => {
    const before = numbered(30);
    const change = one(before, insert(span(before, 'line5;').start, 'await '), insert(span(before, `line${5 + gap};`).start, 'await '));
    expect(buildHunks(change)).toHaveLength(gap <= 7 ? 1 : 2);
    expect(applied(change)).toBe(change.after);
  });

  test('every change of the hand-made plan', () => {
    for (const change of makeChanges()) expect(applied(change)).toBe(change.after);
  });
});

test('a line without an edit is never shown as changed', () => {
  const before = numbered(9);
  const change = makeChange('a.js', before, [
    { decision: 'import', edits: [insert(span(before, 'line4').start, 'import x;\n')] },
    { decision: 'call', edits: [insert(span(before, 'line5').start, 'await ')] },
  ]);
  expect(buildHunks(change)).toEqual([
    {
      oldStart: 1, oldLines: 8, newStart: 1, newLines: 9,
      lines: [' line1;', ' line2;', ' line3;', '+import x;', ' line4;', '-line5;', '+await line5;', ' line6;', ' line7;', ' line8;'],
      decisions: ['import', 'call'], own: ['import', 'call'],
    },
  ]);
});

test('each hunk knows the decisions whose edits it holds, and only those', () => {
  const before = numbered(30);
  const at = (line: number): number => span(before, `line${line};`).start;
  const hunks = buildHunks(
    makeChange('a.js', before, [
      { decision: 'far', edits: [insert(at(25), 'async ')] },
      { decision: 'both', edits: [insert(at(3), 'const x;\n'), insert(at(25) + 2, 'y')] },
    ]),
  );
  expect(hunks.map(({ decisions }) => decisions)).toEqual([['both'], ['far', 'both']]);
  expect(hunks.map(({ oldStart, newStart }) => [oldStart, newStart])).toEqual([[1, 1], [22, 23]]);
});

test('a new text that the edits do not give is an error, not a wrong preview', () => {
  const change = one(numbered(9), insert(8, 'await '));
  expect(() => buildHunks({ ...change, after: change.after.replace('line7', 'lineX') })).toThrow('a.js: the new text is not what the recorded edits give');
  expect(() => buildHunks({ ...change, after: change.after + 'more\n' })).toThrow('recorded edits');
});

test('edits that change nothing give no patch', () => {
  expect(patchOf(one('a\n', { span: { start: 0, end: 1 }, text: 'a' }))).toBe('');
  expect(patchOf(one('a\n'))).toBe('');
});

/** Random texts with random edits that do not overlap. */
const changes = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', ' ', '\n', '\n', '\r\n', '\ufeff', '  x;\n'), { maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(120), fc.nat(12), fc.array(fc.constantFrom('a', 'y', '\n', ' z;\n', '\r\n'), { maxLength: 4 })), { maxLength: 8 }),
    fc.boolean(),
  )
  .map(([parts, places]) => {
    const before = parts.join('');
    const edits: Edit[] = [];
    let done = -1;
    for (const [at, length, text] of places.map(([at, ...rest]) => [Math.min(at, before.length), ...rest] as const).sort((a, b) => a[0] - b[0])) {
      const start = Math.max(at, done);
      const end = Math.min(before.length, start + length);
      if (start > before.length || start === done) continue;
      edits.push({ span: { start, end }, text: text.join('') });
      done = end;
    }
    return makeChange('a.js', before, edits.map((edit, i) => ({ decision: `d${i}`, edits: [edit] })));
  });

/** What the hunks make of the old lines. */
function patched(change: FileChange): string {
  const old = splitLines(change.before);
  let out = '';
  let at = 0;
  for (const hunk of buildHunks(change)) {
    for (; at < hunk.oldStart - 1; at++) out += old[at];
    for (let i = 0; i < hunk.lines.length; i++) {
      const line = hunk.lines[i]!;
      const text = line.slice(1) + (hunk.lines[i + 1]?.startsWith('\\') ? '' : '\n');
      if (line.startsWith('\\')) continue;
      if (!line.startsWith('+')) expect(old[at++]).toBe(text);
      if (!line.startsWith('-')) out += text;
    }
  }
  return out + old.slice(at).join('');
}

test('property: the hunks turn the old text into the new one', () => {
  fc.assert(fc.property(changes, (change) => void expect(patched(change)).toBe(change.after)), { numRuns: 1000 });
});

test('property: git apply agrees', () => {
  fc.assert(
    fc.property(changes.filter(({ before, after }) => before !== after && before !== '' && after !== ''), (change) => {
      expect(applied(change)).toBe(change.after);
    }),
    { numRuns: 25 },
  );
});

describe('where a place of the old text lies in the new one', () => {
  const before = 'const t = fs.readFileSync(f);\n';
  const start = span(before, 'fs.readFileSync').start;
  const offsetOf = outputOffsets(makeChange('a.js', before, [{ decision: 'd', edits: [insert(0, '// new\n'), insert(start, 'await '), { span: span(before, 'fs.readFileSync'), text: 'readFile' }] }]));
  const after = '// new\nconst t = await readFile(f);\n';
  test.each([
    [0, 'const'],
    [start, 'readFile'],
    [start + 5, 'readFile'],
    [span(before, '(f)').start, '(f)'],
    [before.length, ''],
  ])('%i -> %s', (offset, text) => expect(after.slice(offsetOf(offset))).toMatch(new RegExp(`^${text.replace(/[()]/g, '\\$&')}`)));
});
