// structured-concurrency: the expected text for every fixture, and the same output before and after where nothing fails for good.
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder, installed, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('structured-concurrency');

const migrate = (main: string, text: string) => {
  const files = { 'package.json': '{ "private": true }', [main]: text };
  return analyse({ root: main.endsWith('.ts') ? installed(files) : tree(files), publicApi: 'keep', transforms: ['structured-concurrency'] });
};

async function printed(main: string, text: string) {
  const root = folder();
  withData(root);
  return run(asExecutable(main, text), root);
}

test.each(titled(cases))('%s', async (_, each) => {
  const { input, main, said } = each;
  const text = migratedText(each, await migrate(main, input));
  const before = await printed(main, input);
  expect(before.stdout).not.toBe('');
  if (text === undefined) return;
  const after = await printed(main, text);
  // what a try did not see before
  if (said('prints')) expect([before.stdout.trim(), after.stdout.trim()]).toEqual([said('prints'), said('then')]);
  else expect(after).toEqual(before);
  expect((await migrate(main, text)).changes, 'it is changed a second time').toEqual([]);
});

testHalfStay(cases);

testTypes(cases);
