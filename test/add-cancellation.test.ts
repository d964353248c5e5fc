// add-cancellation: the expected text for every fixture, the same program before and after where nothing is cancelled, and types.
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('add-cancellation');

/** What the transform makes of one file, from the function `root` on. */
async function migrate(main: string, text: string, root: string) {
  return analyse({ root: tree({ 'package.json': '{ "private": true }', [main]: text }), publicApi: 'keep', transforms: ['add-cancellation'], cancel: [`${main}:${root}`] });
}

test.each(titled(cases))('%s', async (_, each) => {
  const { input, main, said } = each;
  const text = migratedText(each, await migrate(main, input, said('cancel')!));
  const root = folder();
  withData(root);
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe('');
  if (text === undefined) return;
  const copy = folder();
  withData(copy);
  expect(await run(asExecutable(main, text), copy)).toEqual(before);
  expect((await migrate(main, text, said('cancel')!)).changes, 'it is changed a second time').toEqual([]);
});

testHalfStay(cases);
testTypes(cases);
