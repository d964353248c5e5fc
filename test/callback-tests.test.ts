// Tests that end by a callback, of several runners: migrated they pass where they passed and fail where they failed, and each can fail.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { readResults, type Results } from '../src/verify/executed/results.ts';
import { instrumented } from '../src/verify/executed/runner.ts';
import { AVA } from './ava-stand-in.ts';
import { casesOf, migratedText, testHalfStay, titled, type FixtureCase } from './fixture-cases.ts';
import { folder, PROJECT } from './temporary.ts';

vi.setConfig({ testTimeout: 240_000 });

const cases = casesOf('callback-tests');

const COMMANDS: Readonly<Record<string, string>> = { mocha: 'node node_modules/mocha/bin/mocha.js', jasmine: 'node node_modules/jasmine/bin/jasmine.js', node: 'node --test', tape: 'node', ava: 'node', vitest: 'node node_modules/vitest/vitest.mjs run --globals --dir .' };

/** What the tests read: as they expect it, other text, nothing. */
const WORLDS: readonly (string | undefined)[] = ['a-text\nline two of a\n', 'another text\n', undefined];

const packageJson = ({ said }: FixtureCase): string => {
  const [name, version] = said('depends')?.split(' ') ?? [];
  return JSON.stringify({ private: true, devDependencies: name === undefined ? {} : { [name]: version } });
};

/** Packages of this project, and what stands for ava. */
function withPackages(root: string): void {
  mkdirSync(path.join(root, 'node_modules', 'ava'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules', 'ava', 'index.js'), AVA);
  for (const name of readdirSync(path.join(PROJECT, 'node_modules'))) if (name !== 'ava') symlinkSync(path.join(PROJECT, 'node_modules', name), path.join(root, 'node_modules', name));
}

/** Passed and failed tests of a text in a world. */
async function outcome(each: FixtureCase, text: string, data: string | undefined): Promise<Pick<Results, 'passed' | 'failed'>> {
  const root = folder();
  withPackages(root);
  writeFileSync(path.join(root, each.main), text);
  writeFileSync(path.join(root, 'b.txt'), 'b-text\nline two of b\n');
  if (data !== undefined) writeFileSync(path.join(root, 'a.txt'), data);
  const { runner, command } = instrumented(`${COMMANDS[each.said('runner')!]} ${each.main}`);
  const out = path.join(root, 'results');
  const env = { ...process.env, UNBLOCK_OUT: out, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined, NO_COLOR: '1', FORCE_COLOR: '0' };
  const ran = await new Promise<{ log: string; exitCode: number }>((resolve) => {
    const child = execFile('/bin/sh', ['-c', command], { cwd: root, env, timeout: 60_000 }, (_, stdout, stderr) => resolve({ log: `${stdout}\n${stderr}`, exitCode: child.exitCode ?? 1 }));
  });
  const { passed, failed, ended } = await readResults({ runner }, out, ran.log, ran.exitCode);
  expect(ended, ran.log).toBe(true);
  return { passed: [...passed].sort(), failed: [...failed].sort() };
}

test.each(titled(cases))('%s', async (_, each) => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), packageJson(each));
  mkdirSync(path.join(root, 'test'));
  const file = path.join(root, 'test', each.main);
  writeFileSync(file, each.input);
  const planned = () => analyse({ root, publicApi: 'break', transforms: [each.said('transforms') ?? 'callback-to-await'] });
  const after = migratedText(each, await planned());
  if (after === undefined) return;
  const [good, ...bad] = await Promise.all(WORLDS.slice(0, Number(each.said('worlds') ?? WORLDS.length)).map(async (data) => {
    const [before, now] = await Promise.all([outcome(each, each.input, data), outcome(each, after, data)]);
    expect(now).toEqual(before);
    return now;
  }));
  expect(good!.failed).toEqual([]);
  // what is asserted is asserted still: each test fails in some world
  const failing = new Set(bad.flatMap(({ failed }) => failed));
  const hooks = /folder/;
  expect(good!.passed.filter((name) => !failing.has(name) && !hooks.test(name))).toEqual([]);
  writeFileSync(file, after);
  expect((await planned()).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);
