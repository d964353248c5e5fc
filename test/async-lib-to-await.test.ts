// async-lib-to-await, with callback-to-await: the expected text for every fixture, and the program does what it did, with the library itself.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { FIXTURES, folder, outcomes, run, UPDATE, withData } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'async-lib-to-await');

/** Lines at the top of a fixture: the version it asks for, other packages, reasons of what stays. */
const said = (input: string, word: string): string | undefined => new RegExp(`^// ${word}: (.+)$`, 'm').exec(input)?.[1];

const cases = readdirSync(FOLDER).flatMap((file) => {
  const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
  if (name === undefined || extension === undefined) return [];
  return [{ name, extension, input: readFileSync(path.join(FOLDER, file), 'utf8') }];
});

test.each(cases.map((each) => [each.name + each.extension, each] as const))('%s', async (_, { name, extension, input }) => {
  const root = folder();
  const main = `main${extension}`;
  const other = said(input, 'with');
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: { async: said(input, 'async') ?? '3.2.6', ...(other ? { [other]: '*' } : {}) } }));
  writeFileSync(path.join(root, main), input);
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['async-lib-to-await', 'callback-to-await'] });
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(said(input, 'expect')?.split(', ').sort() ?? []);

  const after = changes[0]?.after ?? input;
  if (name.startsWith('skip-')) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual({ refused: plan.sites.length });
  } else {
    const output = path.join(FOLDER, `${name}.output${extension}`);
    if (UPDATE) writeFileSync(output, after);
    expect(after).toBe(readFileSync(output, 'utf8'));
    expect(after).not.toBe(input);
  }
  const [before, later] = [input, after].map((text) => {
    const place = folder();
    withData(place);
    mkdirSync(path.join(place, 'none'));
    return run({ file: main, text }, place);
  });
  const expected = await before;
  expect(expected?.stdout).not.toBe('');
  expect(await later).toEqual(expected);
});
