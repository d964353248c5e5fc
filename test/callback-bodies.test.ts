// Functions with error-first callbacks: the expected text for every fixture, and the same events before and after wherever calls may fail.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { flattened } from './callback-flattened.ts';
import { compareWorlds, watch } from './callback-world.ts';
import { FIXTURES, UPDATE } from './fixture-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'callback-bodies');

const cases = readdirSync(FOLDER).flatMap((file) => {
  const [, name] = /^(.+)\.input\.js$/.exec(file) ?? [];
  if (name === undefined) return [];
  const input = readFileSync(path.join(FOLDER, file), 'utf8');
  return [{ name, input, reasons: /^\/\/ expect: (.*)$/m.exec(input)?.[1]?.split(', ').sort() ?? [], output: name.startsWith('skip-') ? undefined : path.join(FOLDER, `${name}.output.js`) }];
});

test.each(cases.map((each) => [each.name, each] as const))('%s', async (_, { input, output, reasons }) => {
  const { after, awaited, rejected, reasons: found } = flattened(input, false);
  expect(rejected).toBeUndefined();
  if (output === undefined) {
    expect(found).toEqual(reasons);
    expect(after).toBe(input);
    expect((await watch(input, new Set())).events).not.toEqual([]);
    return;
  }
  if (UPDATE) writeFileSync(output, after);
  expect(after).toBe(readFileSync(output, 'utf8'));
  expect(awaited).toBeGreaterThan(0);
  const { difference, runs } = await compareWorlds(input, after);
  expect(difference).toBeUndefined();
  expect(runs).toBeGreaterThan(1);
  expect(flattened(after, false).awaited, 'it is flattened a second time').toBe(0);
});

test('the executor tells a callback that runs at once from one that runs later, and a throw from a rejection that is handled', async () => {
  const wrap = (body: string): string => `module.exports = { main: async () => { ${body} } };`;
  const differ = async (before: string, after: string): Promise<boolean> => (await compareWorlds(wrap(before), wrap(after))).difference !== undefined;
  expect(await differ(`api.read('a', (e, x) => console.log(x)); console.log('b');`, `console.log(await api.promises.read('a')); console.log('b');`)).toBe(true);
  expect(await differ(`api.drop('a', (e) => { if (e) throw e; });`, `await api.promises.drop('a').catch(() => {});`)).toBe(true);
  expect(await differ(`api.read('a', (e, x) => { if (e) throw e; console.log(x); });`, `console.log(await api.promises.read('a'));`)).toBe(false);
});
