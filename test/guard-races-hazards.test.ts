// guard-races on programs that race with themselves: what hand-written migrations did wrong, right in all schedules once guarded.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { FIXTURES } from './fixture-run.ts';
import { folder } from './temporary.ts';
import { explore, runProgram } from './schedules.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Copies of hazard cases of the groups of shared state, functions of functions, cancellation and promises: as they were, and as an unwary migration left them. */
const FOLDER = path.join(FIXTURES, 'guard-races', 'hazards');
const FILES = { 'a.txt': 'alpha', 'b.txt': 'bravo!', 'c.txt': 'charlie' };
const names = readdirSync(FOLDER).filter((file) => file.endsWith('.before.js')).map((file) => file.replace('.before.js', ''));

const guarded = async (text: string, transforms: readonly string[]): Promise<string> => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true }));
  writeFileSync(path.join(root, 'main.js'), text);
  const { changes } = await analyse({ root, publicApi: 'break', transforms });
  return changes[0]?.after ?? text;
};
const all = async (text: string) => [...(await explore((choose) => runProgram(text, FILES, choose))).outcomes];

test.each(names)('%s: migrated and guarded, it prints what it printed, in all schedules', async (name) => {
  const before = readFileSync(path.join(FOLDER, `${name}.before.js`), 'utf8');
  const original = await all(before);
  expect(original).toHaveLength(1);
  expect(await all(await guarded(before, ['sync-to-await', 'guard-races']))).toEqual(original);
});

/** What the unwary migrations do that is about shared state in one function: turns make up for it. */
const MENDED = ['s01-lazy-init-race', 's03-check-then-act', 's05-mutating-collection'];

test.each(MENDED)('%s: the unwary migration differs in some schedule, and in none with guard-races', async (name) => {
  const original = await all(readFileSync(path.join(FOLDER, `${name}.before.js`), 'utf8'));
  const unwary = readFileSync(path.join(FOLDER, `${name}.unwary.js`), 'utf8');
  expect(await all(unwary)).not.toEqual(original);
  expect(await all(await guarded(unwary, ['guard-races']))).toEqual(original);
});
