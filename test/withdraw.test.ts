// A file whose rewriting fails, or whose new text is not sound, is withdrawn with all that depends on it; the rest is carried out.
import { afterEach, expect, test } from 'vitest';
import type { Decision, MigrationPlan } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';
import { rewriteAll } from '../src/plan/build.ts';
import { rejectOutput } from '../src/verify/output-gate.ts';
import { removeFolders, tree } from './run-tools.ts';

afterEach(removeFolders);

const FILES = {
  'package.json': '{ "private": true }\n',
  'lib.js': "const fs = require('fs');\nexports.load = () => fs.readFileSync('x', 'utf8');\n",
  'user.js': "const { load } = require('./lib.js');\nconsole.log(load());\n",
  'fine.js': "const fs = require('fs');\nfs.mkdirSync('out', { recursive: true });\n",
};

const analysed = () => analyse({ root: tree(FILES), publicApi: 'break', transforms: ['sync-to-await'] });

/** `plan` with one decision of a file changed. */
function sabotaged(plan: MigrationPlan, file: string, verdict: Decision['verdict'], change: (decision: Decision) => Decision): MigrationPlan {
  const entry = plan.files[file]!;
  return { ...plan, files: { ...plan.files, [file]: { ...entry, decisions: entry.decisions.map((each) => (each.verdict === verdict ? change(each) : each)) } } };
}

test('nothing fails by itself', async () => {
  const { changes, plan } = await analysed();
  expect(changes.map(({ file }) => file)).toEqual(['fine.js', 'lib.js', 'user.js']);
  expect(plan.problems).toEqual([]);
});

test('an exception while one file is rewritten costs that file and what depends on it', async () => {
  const { plan, repo } = await analysed();
  const broken = sabotaged(plan, 'lib.js', 'replace-api', (decision) => ({ ...decision, data: { ...decision.data, path: 'noSuchFunction' } }));
  const done = rewriteAll(broken, repo);
  expect(done.changes.map(({ file }) => file)).toEqual(['fine.js']);
  expect(done.plan.problems).toEqual([expect.objectContaining({ file: 'lib.js', code: 'tool-failure' })]);
  expect(done.plan.sites.map(({ file, outcome, reason }) => [file, outcome, reason])).toEqual([['fine.js', 'migrated', undefined], ['lib.js', 'failed', 'tool-failure']]);
});

test('a result that is not sound costs its file, too', async () => {
  const { plan, repo } = await analysed();
  const broken = sabotaged(plan, 'lib.js', 'make-async', (decision) => ({ ...decision, verdict: 'keep' }));
  const done = rewriteAll(broken, repo);
  expect(done.changes.map(({ file }) => file)).toEqual(['fine.js']);
  expect(done.plan.problems).toEqual([expect.objectContaining({ file: 'lib.js', code: 'output-rejected', message: expect.stringContaining('only allowed within async functions') })]);
});

test.each([
  ['a text that does not parse', 'exports.load = async () => await (;\n', /would not parse.*line 1/],
  ['an await in a function that is not async', 'exports.load = () => await x();\n', /would not parse|not async/],
  ['exports that are gone', 'const load = 1;\n', /exports of the module would change/],
])('the gate rejects %s', async (_, after, why) => {
  const { repo, changes } = await analysed();
  const change = changes.find(({ file }) => file === 'lib.js')!;
  const source = repo.files.find(({ id }) => id === 'lib.js')!;
  expect(rejectOutput(change, source)).toBeUndefined();
  expect(rejectOutput({ ...change, after }, source)).toMatch(why);
});
