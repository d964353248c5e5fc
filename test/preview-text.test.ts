// What the preview looks like without colours, and that its numbers add up.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SiteOutcome } from '../src/core/plan.ts';
import { inventoryLines } from '../src/preview/inventory.ts';
import { palette } from '../src/preview/palette.ts';
import { oneLine, printable, wrap } from '../src/preview/printable.ts';
import { refusalLines } from '../src/preview/refusals.ts';
import { refusalGroups, summarise, summaryLines } from '../src/preview/summary.ts';
import { terminalDiff } from '../src/preview/terminal-diff.ts';
import { decisions, explainerFor, insert, makeChange, makeChanges, makePlan, makeRepo } from './preview-fixture.ts';

const plan = makePlan();
const look = { colours: palette(false), width: 80 };
const diff = (change: Parameters<typeof terminalDiff>[0], more = {}): string => terminalDiff(change, explainerFor(plan), { ...look, verbose: false, ...more }).join('\n');
const never = (): boolean => false;

describe('a file', () => {
  test('diff, then why', () => {
    expect(diff(makeChanges()[0]!)).toBe(`--- a/src/config.js
+++ b/src/config.js
@@ -2,8 +2,8 @@
 const fs = require('fs');
 
 /** Reads the settings. */
-function readConfig(file) {
-  const text = fs.readFileSync(file, 'utf8');
+async function readConfig(file) {
+  const text = await fs.promises.readFile(file, 'utf8');
   return JSON.parse(text);
 }
 
  why: readConfig calls fs.readFileSync at src/config.js:6 -> node:fs/promises
       readFile
`);
  });
  test('a carriage return is not printed, an escape sequence is made visible', () => {
    const shown = diff(makeChange('a.js', "x('\u001b[2J');\r\ny();\r\n", [{ decision: decisions.read.id, edits: [insert(0, 'await ')] }]));
    expect(shown).toContain("-x('␛[2J');\n+await x('␛[2J');\n y();\n");
  });
  test('colour goes around lines and is off when off', () => {
    const coloured = terminalDiff(makeChanges()[1]!, explainerFor(plan), { colours: palette(true), width: 80, verbose: false }).join('\n');
    expect(coloured).toContain('\u001b[32m+  const user = await loadUser(req.name);\u001b[39m');
    expect(diff(makeChanges()[1]!)).not.toContain('\u001b');
  });
  test('many reasons are counted, --verbose lists them', () => {
    const many = Array.from({ length: 7 }, (_, i) => ({ ...decisions.read, id: `d${i}`, cause: { kind: 'mapped-api' as const, api: `fs.api${i}`, target: 't' } }));
    const change = makeChange('a.js', 'x();\n', many.map(({ id }, i) => ({ decision: id, edits: [insert(i === 0 ? 0 : 4, `/*${i}*/`)] })));
    const own = { ...plan, files: { 'a.js': { hash: '', decisions: many } } };
    const lines = (verbose: boolean): string[] => terminalDiff(change, explainerFor(own), { ...look, verbose }).filter((line) => /why|more/.test(line));
    expect(lines(false)).toHaveLength(5);
    expect(lines(false)[4]).toContain('and 3 more reasons');
    expect(lines(true)).toHaveLength(7);
  });
});

test('refusals by reason, most frequent first, with one example and its message', () => {
  const test = { ...plan.sites[1]!, role: 'test' as const, file: 'test/a.js' };
  const sites = [test, ...plan.sites, { ...plan.sites[2]!, line: 30 }, { ...plan.sites[2]!, line: 40 }];
  expect(refusalLines({ ...plan, sites }, look).join('\n')).toBe(`5 calls left as they are
  3  public-api  e.g. fs.readFileSync at index.js:3
     Code outside the repository can call version().
  2  getter  e.g. fs.readFileSync at src/config.js:12
     A getter cannot wait: whoever reads the property needs its value at once.
     Make it a method.
`);
  expect(refusalLines({ ...plan, sites: [] }, look)).toEqual([]);
});

describe('the summary', () => {
  test('as text', () => {
    const summary = summarise(plan, makeChanges(), (id) => id === decisions.readVersion.id);
    expect(summaryLines(summary, plan, look).join('\n')).toBe(`3 blocking calls = 1 migrated + 0 twinned + 2 refused + 0 failed
3 files to change in 5 places
1 more call could migrate with --public-api break (code outside that calls them must wait too), or get versions beside them with --public-api dual`);
    expect(summaryLines(summary, { ...plan, options: { ...plan.options, publicApi: 'break' } }, look)).toHaveLength(2);
  });
  test('property: it adds up', () => {
    const outcome = fc.constantFrom<SiteOutcome['outcome'][]>('migrated', 'twinned', 'refused', 'failed');
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.constantFrom('a', 'b', undefined))), (list) => {
        const sites = list.map(([outcome, reason]): SiteOutcome => ({ ...plan.sites[0]!, outcome, ...(reason ? { reason } : {}) }));
        const summary = summarise({ ...plan, sites }, [], never);
        expect(summary.migrated + summary.twinned + summary.refused + summary.failed).toBe(sites.length);
        expect(summary.sites).toBe(sites.length);
        expect(refusalGroups({ ...plan, sites }).reduce((n, group) => n + group.count, 0)).toBe(summary.refused + summary.failed);
      }),
    );
  });
  test('a site without an outcome is an error', () => {
    const lost = { ...plan.sites[0]!, outcome: 'forgotten' as never };
    expect(() => summarise({ ...plan, sites: [lost] }, [], never)).toThrow('src/config.js:6: fs.readFileSync has no outcome');
  });
});

test('the inventory', () => {
  expect(inventoryLines(plan, makeRepo('/r'), look, true).join('\n')).toBe(`blocking call    sites  can migrate  twin  refused  failed
fs.readFileSync      3            1     -        2       -
total                3            1     -        2       -

stays because  sites  example
getter             1  src/config.js:12
public-api         1  index.js:3

4 files scanned, 1 skipped (1 vendored)
  vendored     vendor/jquery.js`);
  expect(inventoryLines({ ...plan, sites: [] }, makeRepo('/r'), look, false)).toEqual(['4 files scanned, 1 skipped (1 vendored)']);
});

test('text for a terminal', () => {
  expect(printable('a\u001b[0m\tb\u202ec\u0085')).toBe('a␛[0m\tb<U+202E>c<U+0085>');
  expect(oneLine('a\n  b', 80)).toBe('a b');
  expect(oneLine('abcdefgh', 6)).toBe('abc...');
  expect(wrap('aa bb cc', 5, ' ')).toEqual([' aa', ' bb', ' cc']);
  expect(wrap('aa bb cc', 6, ' ')).toEqual([' aa bb', ' cc']);
  expect(wrap('', 6, ' ')).toEqual([]);
});
