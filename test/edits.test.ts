// applyEdits and detectStyle: order, overlap and style, by example and by property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../src/core/edit.ts';
import { applyEdits, EditOverlapError } from '../src/edits/apply.ts';
import { codeOnly } from '../src/edits/code-only.ts';
import { detectStyle } from '../src/edits/style.ts';

const edit = (start: number, end: number, text: string, order?: number): Edit =>
  order === undefined ? { span: { start, end }, text } : { span: { start, end }, text, order };

/** Disjoint edits of `text`, in text order. */
const disjoint = fc
  .tuple(fc.string({ maxLength: 60 }), fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.string({ maxLength: 3 })), { maxLength: 12 }))
  .map(([text, steps]) => {
    const edits: Edit[] = [];
    let at = 0;
    for (const [gap, length, inserted] of steps) {
      const start = at + gap;
      const end = start + length;
      if (end > text.length) break;
      edits.push(edit(start, end, inserted));
      at = end === start ? end + 1 : end;
    }
    return { text, edits };
  });

describe('applyEdits', () => {
  it('inserts before a replacement that starts there and after one that ends there', () => {
    expect(applyEdits('abcd', [edit(1, 3, 'X'), edit(1, 1, '<'), edit(3, 3, '>')])).toBe('a<X>d');
  });

  it('orders insertions at one offset by order, then by sequence', () => {
    expect(applyEdits('ab', [edit(1, 1, '3', 1), edit(1, 1, '1', -1), edit(1, 1, '4', 1), edit(1, 1, '2')])).toBe('a1234b');
  });

  it('puts an insertion between two adjacent replacements', () => {
    expect(applyEdits('abcd', [edit(2, 4, 'Y'), edit(2, 2, '-'), edit(0, 2, 'X')])).toBe('X-Y');
  });

  it('refuses overlaps and names both spans', () => {
    expect(() => applyEdits('abcdef', [edit(0, 3, ''), edit(2, 4, '')])).toThrow('edits overlap: 0-3 and 2-4');
    expect(() => applyEdits('abcdef', [edit(2, 2, 'x'), edit(0, 3, '')])).toThrow(EditOverlapError);
    expect(() => applyEdits('abcdef', [edit(0, 3, ''), edit(0, 3, '')])).toThrow(EditOverlapError);
    expect(() => applyEdits('abcdef', [edit(0, 6, ''), edit(1, 2, ''), edit(4, 5, '')])).toThrow(EditOverlapError);
  });

  it('refuses spans outside the text', () => {
    expect(() => applyEdits('ab', [edit(1, 3, '')])).toThrow(RangeError);
    expect(() => applyEdits('ab', [edit(2, 1, '')])).toThrow(RangeError);
  });

  it('gives what slicing from the end gives, whatever the order of the edits', () => {
    fc.assert(
      fc.property(disjoint, fc.infiniteStream(fc.nat()), ({ text, edits }, keys) => {
        let expected = text;
        for (const e of [...edits].reverse()) expected = expected.slice(0, e.span.start) + e.text + expected.slice(e.span.end);
        const shuffled = edits.map((e) => ({ e, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(applyEdits(text, shuffled.map(({ e }) => e))).toBe(expected);
      }),
    );
  });

  it('changes nothing for no edits and for identity edits', () => {
    fc.assert(
      fc.property(disjoint, ({ text, edits }) => {
        expect(applyEdits(text, [])).toBe(text);
        expect(applyEdits(text, edits.map((e) => ({ ...e, text: text.slice(e.span.start, e.span.end) })))).toBe(text);
      }),
    );
  });

  it('always detects an edit that reaches into another', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 2, max: 20 }), fc.nat(), fc.nat(5), (start, length, into, extra) => {
        const inside = start + 1 + (into % (length - 1));
        const other = edit(inside, Math.min(inside + extra, 60), 'x');
        expect(() => applyEdits(' '.repeat(60), [edit(start, start + length, 'y'), other])).toThrow(EditOverlapError);
      }),
    );
  });

  it('is linear enough for a hundred thousand edits', () => {
    const text = 'x'.repeat(300_000);
    const edits = Array.from({ length: 100_000 }, (_, i) => edit(i * 3, i * 3 + 1, 'yy'));
    expect(applyEdits(text, edits)).toHaveLength(400_000);
  });
});

describe('codeOnly', () => {
  it('keeps length and line breaks of any text', () => {
    const pieces = fc.constantFrom("'", '"', '`', '${', '}', '/', '/*', '*/', '//', '\\', '\n', '\r\n', 'a', ' ', '[', ']', '=', '(');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }).map((p) => p.join('')), (text) => {
        const { code } = codeOnly(text);
        expect(code).toHaveLength(text.length);
        expect(code.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
      }),
      { numRuns: 300 },
    );
  });

  it('blanks comments, strings, templates and regular expressions', () => {
    expect(codeOnly(`a('x') // y\n/* z */ b = /"'/.test(\`q \${c('"')} w\`) / 2`).code).toBe(
      `a(' ')     \n        b = /  /.test(\`${' '.repeat(13)}\`) / 2`,
    );
  });
});

describe('detectStyle', () => {
  const cases: [string, string, Partial<ReturnType<typeof detectStyle>>][] = [
    ['nothing to go by', '', { eol: '\n', indent: '  ', quote: "'", semicolons: true }],
    ['four spaces, double quotes', 'function f() {\n    if (a) {\n        g("x");\n    }\n}\n', { indent: '    ', quote: '"', semicolons: true }],
    ['tabs, CRLF', "function f() {\r\n\tif (a) {\r\n\t\tg('x');\r\n\t}\r\n}\r\n", { indent: '\t', eol: '\r\n', quote: "'" }],
    ['standard style', "const a = require('a')\nconst b = a.c()\n\nfunction f () {\n  return a('x')\n    .then(b)\n}\nmodule.exports = f\n", { semicolons: false, indent: '  ' }],
    ['quotes in comments and templates do not count', `// "a" "b" "c"\nconst a = \`"x" "y"\`;\nf('z');\n`, { quote: "'" }],
    ['comma-first and objects are not statements', 'const a = {\n  b: 1\n, c: d("x")\n};\nf({\n  a: b(),\n  c: d()\n});\n', { semicolons: true }],
    ['JSX attributes do not count as strings', `const a = <p className="x" id="y">don't</p>;\nf('z');\n`, { quote: "'" }],
    ['a doc comment does not count as a step', '/**\n * a\n * b\n */\nfunction f() {\n   /* x\n      y */\n    return 1;\n}\n', { indent: '    ' }],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(detectStyle(text)).toMatchObject(expected);
  });

  it('never throws and always answers a style', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const style = detectStyle(text);
        expect(style.indent).toMatch(/^(\t| {2,8})$/);
      }),
    );
  });
});
