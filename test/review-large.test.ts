// A review of ten thousand changes begins at once, and every key answers without a delay that one would see.
import { expect, test } from 'vitest';
import { firstView, press, type View } from '../src/cli/review/keys.ts';
import { Review } from '../src/cli/review/review.ts';
import { pageOf, screenOf } from '../src/cli/review/screen.ts';
import { explainerOf } from '../src/api/planned.ts';
import type { FileChange } from '../src/core/edit.ts';
import type { Decision, MigrationPlan } from '../src/core/plan.ts';
import type { ScannedRepo } from '../src/core/source.ts';
import { palette } from '../src/preview/palette.ts';

const FILES = 500;
const PER_FILE = 20;
const SIZE = { columns: 80, rows: 24 };

/** Files of functions that each call the one before in the next file, the last of each chain reads a file. */
function generated(): { plan: MigrationPlan; changes: FileChange[]; repo: ScannedRepo } {
  const files: Record<string, { hash: string; decisions: Decision[] }> = {};
  const changes: FileChange[] = [];
  const sources: ScannedRepo['files'][number][] = [];
  const filler = '// nothing changes here\n'.repeat(8);
  const idOf = (file: number, fn: number, what: string): string => `src/f${file}.js:${fn}:${what}`;
  for (let f = 0; f < FILES; f++) {
    const file = `src/f${f}.js`;
    const isLast = f % 10 === 9;
    let before = '';
    const decisions: Decision[] = [];
    const groups: { decision: string; edits: { span: { start: number; end: number }; text: string }[] }[] = [];
    for (let fn = 0; fn < PER_FILE; fn++) {
      const start = before.length + filler.length;
      const head = `function f${f}_${fn}(file) {\n  return `;
      const call = isLast ? "fs.readFileSync(file, 'utf8')" : `f${f + 1}_${fn}(file)`;
      before += `${filler}${head}${call};\n}\n`;
      const at = start + head.length;
      const inner = isLast ? 'replace-api' : 'await';
      const common = { file, line: 1, transform: 'sync-to-await', alsoBecause: [] };
      const where = { file, line: 1, column: 1, span: { start, end: start } };
      decisions.push({ ...common, id: idOf(f, fn, 'make-async'), span: { start, end: before.length - 1 }, verdict: 'make-async', name: `f${f}_${fn}`, cause: { kind: 'awaits', decision: idOf(f, fn, inner), at: where }, needs: f % 10 === 0 ? [] : [idOf(f - 1, fn, 'await')], data: { kind: 'function', body: null } });
      decisions.push({ ...common, id: idOf(f, fn, inner), span: { start: at, end: at + call.length }, verdict: inner, name: isLast ? 'fs.readFileSync' : `f${f + 1}_${fn}`, cause: isLast ? { kind: 'mapped-api', api: 'fs.readFileSync', target: 'fs.promises.readFile' } : { kind: 'awaits', decision: idOf(f + 1, fn, 'make-async'), at: where }, needs: [idOf(f, fn, 'make-async')], data: isLast ? { module: 'fs', path: 'readFileSync', calleeSpan: { start: at, end: at + 15 }, views: ['file', "'utf8'"].map((text) => ({ span: { start: at + call.indexOf(text), end: at + call.indexOf(text) + text.length }, text, kind: 'other', fd: 'no' })), viaModule: true, used: true, awaited: false } : {} });
      groups.push({ decision: idOf(f, fn, 'make-async'), edits: [{ span: { start, end: start }, text: 'async ' }] });
      groups.push({ decision: idOf(f, fn, inner), edits: [{ span: { start: at, end: at }, text: 'await ' }] });
    }
    let after = '';
    let done = 0;
    for (const { edits: [edit] } of groups) {
      after += before.slice(done, edit!.span.start) + edit!.text;
      done = edit!.span.start;
    }
    files[file] = { hash: String(f), decisions };
    changes.push({ file, before, after: after + before.slice(done), groups });
    sources.push({ id: file, text: before, hash: String(f), encoding: 'utf8', dialect: 'js', moduleKind: 'cjs', role: 'source', executable: false, packageDir: '' });
  }
  return { plan: { version: 1, options: { publicApi: 'keep', transforms: ['sync-to-await'] }, files, sites: [], problems: [] }, changes, repo: { root: '/', files: sources, packages: [], skipped: [] } };
}

test('10,000 changes', { timeout: 120_000 }, () => {
  const { plan, changes, repo } = generated();
  const look = { colours: palette(true), width: SIZE.columns };
  const review = new Review({ plan, changes, repo });
  const desk = { review, explainer: explainerOf(plan), page: pageOf(SIZE) };
  let view: View = firstView(review.nextOpen(-1)!);
  const first = screenOf(view, desk, look, SIZE);
  expect(review.questions).toHaveLength(FILES * PER_FILE);
  expect(first).toContain('(1/10000)');

  const keys = ['y', 'n', 'y', 'j', 'J', 'K', 'k', 'w', 'x', 'u', 'x', 's', 'a', 'd', 'y', 'n', 'g', '9', '9', '9', '9', 'return', 'y', 'n', '/', 'f', '4', '0', '0', '_', '3', 'return', 'y', 'n'];
  for (const key of keys) {
    const next = press(view, { name: key, ...(key.length === 1 ? { sequence: key } : {}) }, desk);
    if ('kind' in next) break;
    view = next;
    screenOf(view, desk, look, SIZE);
  }
  expect(view.at).toBeGreaterThan(0);
});
