// Generated callback programs: flattened, they do the same in the same order, wherever something fails.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { callbackPrograms, printProgram } from './callback-programs.ts';
import { compareWorlds } from './callback-world.ts';
import { callbackified } from './callback-callbackified.ts';
import { flattened } from './callback-flattened.ts';

vi.setConfig({ testTimeout: 300_000 });

/** Comments and template literals, which survive byte for byte. */
const kept = (text: string): string[] => [...text.matchAll(/\/\/ .*|`[^`]*`/g)].map(([found]) => found).sort();

test('what is flattened does what it did', async () => {
  let all = 0;
  let changed = 0;
  const made = { 'Promise.all': 0, 'for (let': 0, 'while (true)': 0, '] = await': 0 };
  await fc.assert(fc.asyncProperty(callbackPrograms, async (program) => {
    const before = printProgram(program);
    const { after, awaited, rejected } = flattened(before);
    all++;
    if (awaited === 0) return;
    changed++;
    for (const each of Object.keys(made) as (keyof typeof made)[]) if (after.includes(each)) made[each]++;
    expect(rejected, `${before}\n--->\n${after}`).toBeUndefined();
    expect(kept(after)).toEqual(kept(before));
    const { difference } = await compareWorlds(before, after, 40);
    expect(difference, `${before}\n--->\n${after}`).toBeUndefined();
  }), { numRuns: Number(process.env['CALLBACK_RUNS'] ?? 150) });
  expect(changed / all).toBeGreaterThan(0.6);
  // the forms are among them, and not only refused
  for (const count of Object.values(made)) expect(count, JSON.stringify(made)).toBeGreaterThan(0);
});

test('what moves into util.callbackify tells its callback what it told it', async () => {
  let moved = 0;
  await fc.assert(fc.asyncProperty(callbackPrograms, async (program) => {
    const before = printProgram(program);
    const { after, moved: found, rejected } = callbackified(before);
    if (found === 0) return;
    moved++;
    expect(rejected, `${before}\n--->\n${after}`).toBeUndefined();
    expect(kept(after)).toEqual(kept(before));
    const { difference } = await compareWorlds(before, after, 40);
    expect(difference, `${before}\n--->\n${after}`).toBeUndefined();
  }), { numRuns: Number(process.env['CALLBACK_RUNS'] ?? 150) });
  expect(moved).toBeGreaterThan(20);
});
