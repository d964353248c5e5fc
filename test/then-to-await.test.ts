// then-to-await: the expected text for every fixture, and the same events before and after wherever stubs may fail.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { compare, observe } from './differential.ts';
import { FIXTURES, folder, outcomes, UPDATE } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'then-to-await');

const cases = readdirSync(FOLDER).flatMap((file) => {
  const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
  if (name === undefined || extension === undefined) return [];
  const input = readFileSync(path.join(FOLDER, file), 'utf8');
  const said = (word: string): string | undefined => new RegExp(`^// ${word}: (.+?)\\r?$`, 'm').exec(input)?.[1];
  return [{ name, extension, input, reasons: said('expect')?.split(', ').sort() ?? [], policy: said('policy') === 'keep' ? ('keep' as const) : ('break' as const), output: name.startsWith('skip-') ? undefined : path.join(FOLDER, `${name}.output${extension}`) }];
});

const migrate = async (text: string, extension: string, publicApi: 'keep' | 'break') => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, `main${extension}`), text);
  return analyse({ root, publicApi, transforms: ['then-to-await'] });
};

test.each(cases.map((each) => [each.name + each.extension, each] as const))('%s', async (_, { input, extension, reasons, policy, output }) => {
  const { plan, changes } = await migrate(input, extension, policy);
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(output === undefined ? reasons : expect.anything());
  if (output === undefined) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual({ refused: plan.sites.length });
    expect(reasons).not.toEqual([]);
    expect((await observe(input, new Set())).events).not.toEqual([]);
    return;
  }
  const after = changes[0]?.after ?? '';
  if (UPDATE) writeFileSync(output, after);
  expect(after).toBe(readFileSync(output, 'utf8'));
  const { difference, runs } = await compare(input, after);
  expect(difference).toBeUndefined();
  expect(runs).toBeGreaterThan(1);
  const again = await migrate(after, extension, policy);
  expect(again.changes, 'it is migrated a second time').toEqual([]);
});

test('at least half of the cases show what must stay', () => {
  expect(cases.filter(({ output }) => output === undefined).length * 2).toBeGreaterThanOrEqual(cases.length);
});

test('the executor tells two handlers from a catch, and a wait from none', async () => {
  const wrap = (body: string): string => `module.exports = { f: async () => { ${body} } };`;
  const different = async (before: string, after: string): Promise<boolean> => (await compare(wrap(before), wrap(after))).difference !== undefined;
  expect(await different(`return step('a').then((x) => plain(x), () => 1);`, `try { return plain(await step('a')); } catch { return 1; }`)).toBe(true);
  expect(await different(`await step('a'); log('b');`, `step('a'); log('b');`)).toBe(true);
  expect(await different(`return step('a').finally(() => 1);`, `try { return await step('a'); } finally { return 1; }`)).toBe(true);
  expect(await different(`return step('a').then((x) => x);`, `const x = await step('a'); return x;`)).toBe(false);
});
