// structured-concurrency: the expected text for every fixture, and the same output before and after where nothing fails for good.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, folder, PROJECT, run, typeErrors, withData } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('structured-concurrency');

async function migrate(main: string, text: string) {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }');
  writeFileSync(path.join(root, main), text);
  if (main.endsWith('.ts')) {
    mkdirSync(path.join(root, 'node_modules'));
    symlinkSync(path.join(PROJECT, 'node_modules/@types'), path.join(root, 'node_modules/@types'));
  }
  return analyse({ root, publicApi: 'keep', transforms: ['structured-concurrency'] });
}

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

test('TypeScript sources and results type-check', () => {
  const root = folder();
  for (const { name, input, output } of cases.filter(({ extension }) => extension === '.ts')) {
    writeFileSync(path.join(root, `${name}-before.ts`), input);
    writeFileSync(path.join(root, `${name}-after.ts`), readFileSync(output!, 'utf8'));
  }
  expect(typeErrors(root)).toEqual([]);
});
