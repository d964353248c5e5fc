// add-timeouts: the expected text for every fixture, and the same program before and after where nothing takes too long.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { deadlineValues, type DeadlinePolicy } from '../src/core/deadlines.ts';
import { analyse } from '../src/pipeline.ts';
import { asExecutable, FIXTURES, folder, outcomes, run, typeErrors, UPDATE, withData } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'add-timeouts');
const GENEROUS = 'http=60s,exec=1m,dns=60s,net=60s,db=60s,fs=60s,timers=60s,stream=60s,events=60s';

const cases = readdirSync(FOLDER).flatMap((file) => {
  const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
  if (name === undefined || extension === undefined) return [];
  const input = readFileSync(path.join(FOLDER, file), 'utf8');
  const reasons = /^\/\/ expect: (.+?)$/m.exec(input)?.[1]?.split(', ').sort() ?? [];
  return [{ name, extension, input, reasons, policy: policyOf(/^\/\/ timeouts: (.+?)$/m.exec(input)?.[1], /^\/\/ constants$/m.test(input)), output: name.startsWith('skip-') ? undefined : path.join(FOLDER, `${name}.output${extension}`) }];
});

function policyOf(text = GENEROUS, constants = false): DeadlinePolicy {
  const given = deadlineValues(text);
  if ('wrong' in given) throw new Error(given.wrong);
  return { values: given.values, ...(constants && { constants: true as const }) };
}

const migrate = async (files: Readonly<Record<string, string>>, timeouts = policyOf(), manifest: object = { private: true }) => {
  const root = folder();
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return analyse({ root, publicApi: 'keep', transforms: ['add-timeouts'], timeouts });
};

test.each(cases.map((each) => [each.name + each.extension, each] as const))('%s', async (_, { input, extension, reasons, policy, output }) => {
  const main = `main${extension}`;
  const { plan, changes } = await migrate({ [main]: input }, policy);
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(reasons);
  const root = folder();
  withData(root);
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe(output === undefined ? undefined : '');
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
  expect(await run(asExecutable(main, after), copy)).toEqual(before);
  expect((await migrate({ [main]: after }, policy)).changes, 'it gets deadlines a second time').toEqual([]);
});

test('at least half of the cases show what must stay', () => {
  expect(cases.filter(({ output }) => output === undefined).length * 2).toBeGreaterThanOrEqual(cases.length);
});

test('TypeScript sources and results type-check', () => {
  const root = folder();
  for (const { name, input, output } of cases.filter(({ extension }) => extension === '.ts')) {
    writeFileSync(path.join(root, `${name}-before.ts`), input);
    writeFileSync(path.join(root, `${name}-after.ts`), readFileSync(output!, 'utf8'));
  }
  expect(typeErrors(root)).toEqual([]);
});
