// async-lib-to-await, with callback-to-await: the expected text for every fixture, and the program does what it did, with the library itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, titled } from './fixture-cases.ts';
import { run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

// lines at the top of a case: the version of the library that it asks for, another package
test.each(titled(casesOf('async-lib-to-await')))('%s', async (_, each) => {
  const { main, input, said } = each;
  const root = folder();
  const other = said('with');
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: { async: said('async') ?? '3.2.6', ...(other ? { [other]: '*' } : {}) } }));
  writeFileSync(path.join(root, main), input);
  const after = migratedText(each, await analyse({ root, publicApi: 'break', transforms: ['async-lib-to-await', 'callback-to-await'] }));
  const ran = (text: string) => {
    const place = folder();
    withData(place);
    mkdirSync(path.join(place, 'none'));
    return run({ file: main, text }, place);
  };
  const before = await ran(input);
  expect(before.stdout).not.toBe('');
  if (after !== undefined) expect(await ran(after)).toEqual(before);
});
