// Every case of __testfixtures__/sync-to-await: the pipeline gives the expected text, and the program does what it did.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('sync-to-await');

test.each(titled(cases))('%s', async (_, each) => {
  const { name, main, input } = each;
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, main), input);

  const planned = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  const after = migratedText(each, planned);
  const { sites } = planned.plan;
  expect(new Set(sites.map(({ file, span }) => `${file}:${span.start}-${span.end}`)).size).toBe(sites.length);
  const before = run(asExecutable(main, input), root);
  if (after === undefined) {
    await before;
    return;
  }
  const copy = folder();
  withData(copy);
  const [expected, actual] = await Promise.all([before, run(asExecutable(main, after), copy)]);
  expect(actual).toEqual(expected);

  writeFileSync(path.join(root, main), after);
  const again = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  expect(again.changes, `${name} is migrated a second time`).toEqual([]);
});

testHalfStay(cases);
testTypes(cases);
