// Every case of __testfixtures__/sync-to-await: the pipeline gives the expected text, and the program does what it did.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { asExecutable, FIXTURES, folder, outcomes, run, typeErrors, UPDATE, withData } from './fixture-run.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'sync-to-await');

interface Case {
  readonly name: string;
  /** `.js`, `.mjs`, `.cjs`, `.ts` */
  readonly extension: string;
  readonly input: string;
  /** Path of the expected text, absent for a case that must not change. */
  readonly output: string | undefined;
  /** Reason codes of the calls that stay, sorted. */
  readonly reasons: readonly string[];
}

const cases = readdirSync(FOLDER).flatMap((file): Case[] => {
  const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
  if (name === undefined || extension === undefined) return [];
  const input = readFileSync(path.join(FOLDER, file), 'utf8');
  const reasons = /^\/\/ expect: (.+)$/m.exec(input)?.[1]?.split(', ') ?? [];
  return [{ name, extension, input, output: name.startsWith('skip-') ? undefined : path.join(FOLDER, `${name}.output${extension}`), reasons: reasons.sort() }];
});

test.each(cases.map((each) => [each.name + each.extension, each] as const))('%s', async (_, { name, extension, input, output, reasons }) => {
  const main = `main${extension}`;
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, main), input);

  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(reasons);
  expect(new Set(plan.sites.map(({ file, span }) => `${file}:${span.start}-${span.end}`)).size).toBe(plan.sites.length);

  if (output === undefined) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual({ refused: plan.sites.length });
    expect(reasons).not.toEqual([]);
    await run(asExecutable(main, input), root);
    return;
  }
  const after = changes[0]?.after ?? '';
  if (UPDATE) writeFileSync(output, after);
  expect(after).toBe(readFileSync(output, 'utf8'));

  const copy = folder();
  withData(copy);
  const [expected, actual] = await Promise.all([run(asExecutable(main, input), root), run(asExecutable(main, after), copy)]);
  expect(actual).toEqual(expected);

  writeFileSync(path.join(root, main), after);
  const again = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  expect(again.changes, `${name} is migrated a second time`).toEqual([]);
});

test('at least half of the cases show what must stay', () => {
  const stay = cases.filter(({ output }) => output === undefined).length;
  expect(stay * 2).toBeGreaterThanOrEqual(cases.length);
});

test('TypeScript sources and results type-check', () => {
  const root = folder();
  const typed = cases.filter(({ extension }) => extension === '.ts');
  for (const { name, input, output } of typed) {
    const dir = path.join(root, name);
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'before.ts'), input);
    if (output !== undefined) copyFileSync(output, path.join(dir, 'after.ts'));
  }
  expect(typeErrors(root)).toEqual([]);
  rmSync(root, { recursive: true });
});
