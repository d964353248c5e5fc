// What must hold for any program: it goes on printing the same, nothing else changes, and it can be taken back.
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileChange } from '../src/core/edit.ts';
import { sortEdits } from '../src/edits/apply.ts';
import { analyse, type Analysis } from '../src/pipeline.ts';
import { commit } from '../src/write/commit.ts';
import { undo } from '../src/write/undo.ts';
import { snapshot } from './bad-input-tree.ts';
import { run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';
import { programs, type Program } from './property-programs.ts';

/** Loads each program and waits for its end, in one process. */
const RUNNER = `
const lines = [];
console.log = (line) => lines.push(line);
let end;
process.on('uncaughtException', (error) => end('uncaught ' + error.message));
(async () => {
  for (const name of process.argv.slice(2)) {
    await new Promise((resolve) => {
      end = (how) => { lines.push(name + ' ' + how); resolve(); };
      globalThis.finished = () => end('finished');
      try { require('./' + name); } catch (error) { end('uncaught ' + error.message); }
    });
  }
  process.stdout.write(lines.join('\\n'));
})();
`;

const study = (root: string): Promise<Analysis> => analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });

/** A private package with all of `repo`; files are made in the order of `indexes`. */
function packageOf(repo: readonly Program[], indexes: readonly number[]): string {
  const root = folder();
  withData(root);
  fs.writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  for (const i of indexes) {
    fs.writeFileSync(path.join(root, `main${i}.js`), repo[i]!.main.replace('./§', `./lib${i}`));
    fs.writeFileSync(path.join(root, `lib${i}.js`), repo[i]!.lib);
  }
  return root;
}

/** What each program prints. */
async function printed(root: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `main${i}.js`);
  const { stdout } = await run({ file: 'runner.js', text: RUNNER }, root, names);
  fs.rmSync(path.join(root, 'runner.js'));
  return stdout.split(/(?<=finished|uncaught .*)\n/);
}

/** The text before, from the text after and the recorded edits. */
function takenBack({ before, after, groups }: FileChange): string {
  let original = '';
  let at = 0;
  let shift = 0;
  for (const { span, text } of sortEdits(groups.flatMap(({ edits }) => edits))) {
    original += after.slice(at, span.start + shift) + before.slice(span.start, span.end);
    expect(after.slice(span.start + shift, span.start + shift + text.length)).toBe(text);
    at = span.start + shift + text.length;
    shift += text.length - (span.end - span.start);
  }
  return original + after.slice(at);
}

/** Lines without an edit, each with its line end. */
function untouchedLines({ before, groups }: FileChange): string[] {
  const edits = groups.flatMap((group) => group.edits);
  let offset = 0;
  return before.split(/(?<=\n)/).filter((line) => {
    const [start, end] = [offset, (offset += line.length)];
    return !edits.some(({ span }) => span.start < end && span.end >= start);
  });
}

/** Whether all of `lines` are in `text`, in this order. */
function areKept(lines: readonly string[], text: string): boolean {
  const kept = text.split(/(?<=\n)/);
  let at = 0;
  return lines.every((line) => {
    at = kept.indexOf(line, at) + 1;
    return at > 0;
  });
}

test('generated programs: same output, empty second run, minimal difference, exact undo, one plan', { timeout: 300_000 }, async () => {
  const checked = { migrated: 0, refused: 0 };
  const eight = fc.tuple(programs, programs, programs, programs, programs, programs, programs, programs);
  const result = await fc.check(
    fc.asyncProperty(eight, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), async (repo, order) => {
      const root = packageOf(repo, repo.map((_, i) => i));
      const original = snapshot(root);
      const before = await printed(root, repo.length);

      const { plan, changes, repo: scanned } = await study(root);
      expect(plan.problems).toEqual([]);
      for (const { outcome } of plan.sites) checked[outcome as 'migrated' | 'refused']++;
      expect(JSON.stringify((await study(packageOf(repo, order))).plan)).toBe(JSON.stringify(plan));
      for (const change of changes) {
        expect(takenBack(change)).toBe(change.before);
        expect(areKept(untouchedLines(change), change.after)).toBe(true);
      }

      if (changes.length === 0) return;
      await commit(root, changes, { sources: scanned.files });
      const after = await printed(root, repo.length);
      for (const [i, expected] of before.entries()) {
        if (after[i] === expected) continue;
        const texts = [`main${i}.js`, `lib${i}.js`].map((file) => fs.readFileSync(path.join(root, file), 'utf8'));
        expect.fail(`another output:\n${expected}\n${after[i]}\n${repo[i]!.lib}\n${repo[i]!.main}\n${texts.join('\n')}`);
      }
      expect((await study(root)).changes).toEqual([]);

      await undo(root);
      fs.rmSync(path.join(root, '.unblock'), { recursive: true, force: true });
      expect(snapshot(root)).toEqual(original);
    }),
    { numRuns: 6, endOnFailure: true },
  );
  // the counterexample is eight programs: the error itself shows the one that matters
  if (result.failed) throw new Error(`seed ${result.seed}, path ${result.counterexamplePath}: ${result.errorInstance}`);
  expect(checked.migrated).toBeGreaterThan(20);
  expect(checked.refused).toBeGreaterThan(0);
});

/** Prints the names and kinds of what each library exports. */
const SHAPES = `
for (const name of process.argv.slice(2)) {
  const lib = require('./' + name);
  for (const key of Object.keys(lib)) console.log(name, key, Object.prototype.toString.call(lib[key]));
}
`;

test('generated public packages under dual: same output, no export changes, versions are only added', { timeout: 300_000 }, async () => {
  const checked = { twinned: 0 };
  const four = fc.tuple(programs, programs, programs, programs);
  const result = await fc.check(
    fc.asyncProperty(four, async (repo) => {
      const root = packageOf(repo, [0, 1, 2, 3]);
      fs.writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'generated', version: '1.0.0', exports: Object.fromEntries(repo.map((_, i) => [`./lib${i}`, `./lib${i}.js`])) }));
      const shapes = async (): Promise<string[]> => (await run({ file: 'shapes.cjs', text: SHAPES }, root, repo.map((_, i) => `lib${i}.js`))).stdout.split('\n');
      const dual = (): Promise<Analysis> => analyse({ root, publicApi: 'dual', transforms: ['sync-to-await'] });
      const [before, exported] = [await printed(root, repo.length), await shapes()];
      fs.rmSync(path.join(root, 'shapes.cjs'));

      const { plan, changes, repo: scanned } = await dual();
      expect(plan.problems).toEqual([]);
      checked.twinned += plan.sites.filter(({ outcome }) => outcome === 'twinned').length;
      if (changes.length === 0) return;
      await commit(root, changes, { sources: scanned.files });
      for (const [i, after] of (await printed(root, repo.length)).entries()) {
        if (after !== before[i]) expect.fail(`another output:\n${before[i]}\n${after}\n${fs.readFileSync(path.join(root, `lib${i}.js`), 'utf8')}\n${fs.readFileSync(path.join(root, `main${i}.js`), 'utf8')}`);
      }
      const grown = await shapes();
      expect(exported.filter((line) => !grown.includes(line))).toEqual([]);
      fs.rmSync(path.join(root, 'shapes.cjs'));
      expect((await dual()).changes).toEqual([]);
    }),
    // fewer runs now and then generate too few versions to say anything
    { numRuns: 20, endOnFailure: true },
  );
  if (result.failed) throw new Error(`seed ${result.seed}, path ${result.counterexamplePath}: ${result.errorInstance}`);
  expect(checked.twinned).toBeGreaterThan(5);
});
