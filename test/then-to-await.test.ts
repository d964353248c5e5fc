// then-to-await: the expected text for every fixture, and the same events before and after wherever stubs may fail.
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { compare, observe } from './differential.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('then-to-await');

const migrate = async (text: string, extension: string, publicApi: 'keep' | 'break') => {
  const root = tree({ 'package.json': '{ "private": true }\n', [`main${extension}`]: text });
  return analyse({ root, publicApi, transforms: ['then-to-await'] });
};

test.each(titled(cases))('%s', async (_, each) => {
  const { input, extension, said } = each;
  const policy = said('policy') === 'keep' ? 'keep' : 'break';
  const after = migratedText(each, await migrate(input, extension, policy));
  if (after === undefined) {
    expect((await observe(input, new Set())).events).not.toEqual([]);
    return;
  }
  const { difference, runs } = await compare(input, after);
  expect(difference).toBeUndefined();
  expect(runs).toBeGreaterThan(1);
  const again = await migrate(after, extension, policy);
  expect(again.changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);

test('the executor tells two handlers from a catch, and a wait from none', async () => {
  const wrap = (body: string): string => `module.exports = { f: async () => { ${body} } };`;
  const different = async (before: string, after: string): Promise<boolean> => (await compare(wrap(before), wrap(after))).difference !== undefined;
  expect(await different(`return step('a').then((x) => plain(x), () => 1);`, `try { return plain(await step('a')); } catch { return 1; }`)).toBe(true);
  expect(await different(`await step('a'); log('b');`, `step('a'); log('b');`)).toBe(true);
  expect(await different(`return step('a').finally(() => 1);`, `try { return await step('a'); } finally { return 1; }`)).toBe(true);
  expect(await different(`return step('a').then((x) => x);`, `const x = await step('a'); return x;`)).toBe(false);
});
