// add-cancellation: the expected text for every fixture, the same program before and after where nothing is cancelled, and types.
import { writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, folder, run, typeErrors, withData } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('add-cancellation');

/** What the transform makes of one file, from the function `root` on. */
async function migrate(main: string, text: string, root: string) {
  const dir = folder();
  writeFileSync(path.join(dir, 'package.json'), '{ "private": true }');
  writeFileSync(path.join(dir, main), text);
  return analyse({ root: dir, publicApi: 'keep', transforms: ['add-cancellation'], cancel: [`${main}:${root}`] });
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

test('TypeScript sources and results type-check', () => {
  const root = folder();
  for (const { name, input, output } of cases.filter(({ extension }) => extension === '.ts')) {
    writeFileSync(path.join(root, `${name}-before.ts`), input);
    writeFileSync(path.join(root, `${name}-after.ts`), readFileSync(output!, 'utf8'));
  }
  expect(typeErrors(root)).toEqual([]);
});
