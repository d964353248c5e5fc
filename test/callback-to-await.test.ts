// Every case of __testfixtures__/callback-to-await: the pipeline gives the expected text, and the program does what it did.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('callback-to-await');

const planned = (root: string) => analyse({ root, publicApi: 'break', transforms: ['callback-to-await'] });

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input } = each;
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, main), input);
  const after = migratedText(each, await planned(root));
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe('');
  if (after === undefined) return;
  const copy = folder();
  withData(copy);
  expect(await run(asExecutable(main, after), copy)).toEqual(before);
  writeFileSync(path.join(root, main), after);
  expect((await planned(root)).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);
testTypes(cases);
