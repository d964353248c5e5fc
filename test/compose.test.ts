// Two changes of a text as one: exactly the final text, by edits that are as small as they can be and know whose they are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedBy, type Edit, type EditGroup, type FileChange } from '../src/core/edit.ts';
import { applyEdits, sortEdits } from '../src/edits/apply.ts';
import { composed } from '../src/edits/compose.ts';
import { originalSpans } from '../src/edits/original-offset.ts';

const change = (before: string, groups: readonly EditGroup[]): FileChange => ({ file: 'f.js', before, after: applyEdits(before, groups.flatMap(({ edits }) => edits)), groups });
const edit = (start: number, end: number, text: string, order?: number): Edit => ({ span: { start, end }, text, ...(order !== undefined && { order }) });
const allOf = ({ groups }: FileChange): Edit[] => sortEdits(groups.flatMap(({ edits }) => edits));
const shown = (made: FileChange): unknown[] => allOf(made).map((each) => [each.span.start, each.span.end, each.text, made.groups.filter(({ edits }) => edits.includes(each)).flatMap((group) => carriedBy(group, each)).join()]);

/** Disjoint edits, several insertions at one offset and adjacent ones among them, in up to three groups. */
const steps = fc.array(fc.record({ gap: fc.nat(4), length: fc.nat(3), text: fc.stringMatching(/^[xyz]{0,3}$/), order: fc.integer({ min: -2, max: 2 }), group: fc.nat(2) }), { maxLength: 8 });
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

function changeFrom(before: string, list: Steps, name: string): FileChange {
  const edits: (readonly [string, Edit])[] = [];
  let at = 0;
  for (const { gap, length, text, order, group } of list) {
    const start = at + gap;
    const end = start + length;
    if (end > before.length) break;
    if (length === 0 && text === '') continue;
    edits.push([`${name}${group}`, edit(start, end, text, length === 0 ? order : undefined)]);
    at = end;
  }
  const groups = [...new Set(edits.map(([owner]) => owner))].map((decision) => ({ decision, edits: edits.filter(([owner]) => owner === decision).map(([, each]) => each) }));
  return change(before, groups);
}

const pairs = fc.tuple(fc.stringMatching(/^[abxy]{0,24}$/), steps, steps).map(([text, one, two]) => {
  const first = changeFrom(text, one, 'a');
  return { first, second: changeFrom(first.after, two, 'b') };
});

describe('composing', () => {
  test('gives exactly the final text, by edits that do not overlap', () => {
    fc.assert(fc.property(pairs, ({ first, second }) => {
      const made = composed(first, second);
      expect([made.before, made.after]).toEqual([first.before, second.after]);
      expect(applyEdits(first.before, made.groups.flatMap(({ edits }) => edits))).toBe(second.after);
    }), { numRuns: 3000 });
  });

  test('is minimal: nothing cancels out, nothing is longer than both were, and what only one change touched is its own edit', () => {
    fc.assert(fc.property(pairs, ({ first, second }) => {
      const made = composed(first, second);
      const size = (edits: readonly Edit[]): number => edits.reduce((n, { span, text }) => n + span.end - span.start + text.length, 0);
      expect(size(allOf(made))).toBeLessThanOrEqual(size(allOf(first)) + size(allOf(second)));
      for (const group of made.groups) {
        for (const each of group.edits) {
          const passes = new Set(carriedBy(group, each).map((id) => id[0]));
          const old = first.before.slice(each.span.start, each.span.end);
          if (passes.size === 1 && passes.has('a')) expect(allOf(first).some(({ span, text }) => span.start === each.span.start && span.end === each.span.end && text === each.text)).toBe(true);
          if (passes.size === 1 && passes.has('b')) expect(allOf(second).some(({ span, text }) => text === each.text && second.before.slice(span.start, span.end) === old)).toBe(true);
          if (passes.size === 2) expect([old[0] === each.text[0] && old !== '', old.at(-1) === each.text.at(-1) && old !== '', old === each.text]).toEqual([false, false, false]);
        }
      }
    }), { numRuns: 3000 });
  });

  test('three changes in a row, either way round, give the same text', () => {
    fc.assert(fc.property(pairs, steps, ({ first, second }, list) => {
      const third = changeFrom(second.after, list, 'c');
      const [left, right] = [composed(composed(first, second), third), composed(first, composed(second, third))];
      for (const made of [left, right]) expect(applyEdits(first.before, allOf(made))).toBe(third.after);
    }), { numRuns: 1000 });
  });

  test('every decision that still changes something is named', () => {
    fc.assert(fc.property(pairs, ({ first, second }) => {
      const named = new Set(composed(first, second).groups.flatMap((group) => group.edits.flatMap((each) => carriedBy(group, each))));
      const all = new Set([...first.groups, ...second.groups].map(({ decision }) => decision));
      for (const id of named) expect(all.has(id)).toBe(true);
      if (second.groups.length === 0) expect([...named].sort()).toEqual([...all].sort());
    }), { numRuns: 500 });
  });
});

describe('by example', () => {
  const first = change('load().then(x => f(x));', [{ decision: 'chain', edits: [edit(0, 0, 'const x = await '), edit(6, 23, ';\nf(x);')] }]);

  test('an edit in untouched text is mapped back', () => {
    expect(shown(composed(first, change(first.after, [{ decision: 'call', edits: [edit(16, 20, 'read')] }])))).toEqual([[0, 0, 'const x = await ', 'chain'], [0, 4, 'read', 'call'], [6, 23, ';\nf(x);', 'chain']]);
  });

  test('one in written text becomes one edit with it, and carries both decisions', () => {
    const at = first.after.indexOf('f(x)');
    expect(shown(composed(first, change(first.after, [{ decision: 'call', edits: [edit(at, at, 'await ')] }])))).toEqual([[0, 0, 'const x = await ', 'chain'], [6, 21, ';\nawait f(x', 'chain,call']]);
  });

  test('insertions beside an insertion keep their side', () => {
    const made = composed(change('ab', [{ decision: 'one', edits: [edit(1, 1, '--', 5)] }]), change('a--b', [{ decision: 'two', edits: [edit(1, 1, '<', 9), edit(3, 3, '>', -9)] }]));
    expect(shown(made)).toEqual([[1, 1, '<', 'two'], [1, 1, '--', 'one'], [1, 1, '>', 'two']]);
    expect(applyEdits('ab', allOf(made))).toBe('a<-->b');
  });

  test('what comes back where it was deleted is no edit', () => {
    expect(composed(change('abc', [{ decision: 'one', edits: [edit(1, 2, '')] }]), change('ac', [{ decision: 'two', edits: [edit(1, 1, 'b')] }])).groups).toEqual([]);
  });

  test('shared stays what all share', () => {
    const shared = (text: string): Edit => ({ span: { start: 0, end: 0 }, text, isShared: true });
    const [made] = composed(change('a', [{ decision: 'one', edits: [shared('xy')] }]), change('xya', [{ decision: 'two', edits: [{ ...edit(1, 1, '-'), isShared: true }] }])).groups;
    expect(made!.edits).toEqual([{ span: { start: 0, end: 0 }, text: 'x-y', isShared: true, also: ['two'] }]);
  });

  test('a second change of another text is an error', () => {
    expect(() => composed(first, change('else', []))).toThrow('made for another text');
  });
});

test('a span of the new text is about what it was: kept text, moved text, or all that an edit replaced', () => {
  const made = change('a.then(() => { g(1); return h(2); });', [{ decision: 'd', edits: [edit(0, 0, 'await '), edit(1, 37, ';\ng(1);\nreturn h(3);')] }]);
  const of = (text: string): string => {
    const start = made.after.indexOf(text);
    const { start: from, end } = originalSpans(made)({ start, end: start + text.length });
    return made.before.slice(from, end);
  };
  expect([of('a;'), of('g(1)'), of('h(3)'), of('await')]).toEqual([made.before, 'g(1)', made.before.slice(1), '']);
});
