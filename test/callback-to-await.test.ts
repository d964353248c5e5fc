// Every case of __testfixtures__/callback-to-await: the pipeline gives the expected text, and the program does what it did.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { FIXTURES, folder, outcomes, run, UPDATE, withData } from './fixture-run.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'callback-to-await');

const cases = readdirSync(FOLDER).flatMap((file) => {
  const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
  if (name === undefined || extension === undefined) return [];
  const input = readFileSync(path.join(FOLDER, file), 'utf8');
  return [{ name, extension, input, reasons: /^\/\/ expect: (.+)$/m.exec(input)?.[1]?.split(', ').sort() ?? [], output: name.startsWith('skip-') ? undefined : path.join(FOLDER, `${name}.output${extension}`) }];
});

const planned = (root: string) => analyse({ root, publicApi: 'break', transforms: ['callback-to-await'] });

test.each(cases.map((each) => [each.name + each.extension, each] as const))('%s', async (_, { extension, input, output, reasons }) => {
  const main = `main${extension}`;
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, main), input);
  const { plan, changes } = await planned(root);
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(reasons);
  const before = await run({ file: main, text: input }, root);
  expect(before.stdout).not.toBe('');
  if (output === undefined) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual({ refused: plan.sites.length });
    expect(reasons).not.toEqual([]);
    return;
  }
  const after = changes[0]?.after ?? '';
  if (UPDATE) writeFileSync(output, after);
  expect(after).toBe(readFileSync(output, 'utf8'));
  const copy = folder();
  withData(copy);
  expect(await run({ file: main, text: after }, copy)).toEqual(before);
  writeFileSync(path.join(root, main), after);
  expect((await planned(root)).changes, 'it is migrated a second time').toEqual([]);
});

test('at least half of the cases show what must stay', () => {
  expect(cases.filter(({ output }) => output === undefined).length * 2).toBeGreaterThanOrEqual(cases.length);
});
