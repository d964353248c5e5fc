// guard-races: all schedules of concurrent calls, as they were when nothing waited, as sync-to-await alone leaves them, and with turns.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, titled } from './fixture-cases.ts';
import { FIXTURES, run, UPDATE, withData } from './fixture-run.ts';
import { folder, tree } from './temporary.ts';
import { explore, runCalls } from './schedules.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'guard-races');
const FILES = { 'a.txt': 'text of a', 'b.txt': 'b', 'db.json': '["first"]' };

/** @param calls the module's functions, as a handler calls them that nobody waits for */
const migrate = async (text: string, calls: readonly string[], transforms: readonly string[]) => {
  const root = tree({ 'package.json': JSON.stringify({ private: true, main: 'main.js' }), 'main.js': text, 'use.js': `const m = require('./main');\nmodule.exports = async () => {\n${calls.map((call) => `  m.${call};\n`).join('')}};\n` });
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms });
  expect(plan.problems).toEqual([]);
  return { plan, text: changes.find(({ file }) => file === 'main.js')?.after ?? text };
};

const cases = readdirSync(FOLDER).filter((file) => file.endsWith('.sync.js')).map((file) => ({ name: file.replace('.sync.js', ''), before: readFileSync(path.join(FOLDER, file), 'utf8') }));

test.each(cases.map((each) => [each.name, each] as const))('%s: unguarded, some schedule differs; guarded, none', async (name, { before }) => {
  const calls = /^\/\/ calls: (.+)$/m.exec(before)![1]!.split(' | ');
  const whole = (text: string) => explore((choose) => runCalls(text, calls, FILES, choose));
  const { outcomes: [original], schedules } = await whole(before).then(({ outcomes, ...rest }) => ({ outcomes: [...outcomes], ...rest }));
  expect(schedules).toBe(1);
  const alone = await migrate(before, calls, ['sync-to-await']);
  const unguarded = await whole(alone.text);
  expect([...unguarded.outcomes].filter((outcome) => outcome !== original), 'the migration differs in some schedule').not.toEqual([]);
  const { text } = await migrate(before, calls, ['sync-to-await', 'guard-races']);
  const output = path.join(FOLDER, `${name}.output.js`);
  if (UPDATE) writeFileSync(output, text);
  const guarded = await whole(text);
  expect([...guarded.outcomes]).toEqual([original]);
  expect(text).toBe(existsSync(output) ? readFileSync(output, 'utf8') : '');
});

const skipped = casesOf('guard-races');

test.each(titled(skipped))('%s', async (_, each) => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true }));
  writeFileSync(path.join(root, each.main), each.input);
  const analysis = await analyse({ root, publicApi: 'keep', transforms: ['guard-races'] });
  migratedText(each, analysis);
  withData(root);
  const ran = await run({ file: each.main }, root);
  expect(ran.stdout).not.toBe('');
  // whatever could be one more race for somebody who looks is shown as two orders
  const shown = (analysis.review ?? []).filter(({ code }) => code === 'race');
  expect(shown.length).toBe(/race-alone|directive/.test(each.reasons.join()) ? 0 : analysis.plan.sites.length);
  for (const { details } of shown) expect(details?.join('\n')).toMatch(/^one after the other +\| both at a time\nA:\d+ \w+/);
});

test('awaits around state that are no races', async () => {
  const { plan } = await migrate(readFileSync(path.join(FOLDER, 'no-race.js'), 'utf8'), ["limited('a.txt')"], ['guard-races']);
  expect(plan.sites.map(({ api }) => api)).toEqual([]);
});

test('what takes turns does not get another turn', async () => {
  for (const { name } of cases) {
    const once = readFileSync(path.join(FOLDER, `${name}.output.js`), 'utf8');
    const { text } = await migrate(once, [], ['guard-races']);
    expect(text, name).toBe(once);
  }
});
