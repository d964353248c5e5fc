// Generated programs with the library async: migrated, they do the same in the same order, wherever something fails.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { asyncPrograms, printAsync } from './async-lib-programs.ts';
import { compareWorlds } from './callback-world.ts';
import { folder } from './temporary.ts';

vi.setConfig({ testTimeout: 300_000 });

const comments = (text: string): string[] => [...text.matchAll(/\/\/ .*/g)].map(([found]) => found).sort();

test('what the library ran does what it did', async () => {
  let all = 0;
  let changed = 0;
  let without = 0;
  await fc.assert(fc.asyncProperty(asyncPrograms, async (program) => {
    const before = printAsync(program);
    const root = folder();
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: { async: program.version } }));
    writeFileSync(path.join(root, 'main.js'), before);
    const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['callback-to-await', 'async-lib-to-await'] });
    expect(plan.problems, before).toEqual([]);
    all++;
    const after = changes[0]?.after ?? before;
    if (after === before) return;
    changed++;
    if (!after.includes("require('async')")) without++;
    expect(comments(after), `${before}\n--->\n${after}`).toEqual(comments(before));
    const { difference } = await compareWorlds(before, after, 30);
    expect(difference, `${before}\n--->\n${after}`).toBeUndefined();
  }), { numRuns: Number(process.env['CALLBACK_RUNS'] ?? 60) });
  expect(changed / all).toBeGreaterThan(0.8);
  expect(without).toBeGreaterThan(0);
});
