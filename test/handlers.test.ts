// Every case of __testfixtures__/handlers: apps of frameworks, which answer requests on the loopback interface as they did before.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled, type FixtureCase } from './fixture-cases.ts';
import { asExecutable, FIXTURES, run } from './fixture-run.ts';
import { PROJECT, folder } from './temporary.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('handlers');

/** Puts in place what the case reads, and the versions of packages that it says. */
function prepare({ said }: FixtureCase): string {
  const root = folder();
  for (const name of ['a', 'b', 'c']) writeFileSync(path.join(root, `${name}.txt`), `${name}-text\nline two of ${name}\n`);
  mkdirSync(path.join(root, 'node_modules'));
  cpSync(path.join(FIXTURES, 'stand-ins/ask'), path.join(root, 'node_modules/ask'), { recursive: true });
  const packages = (said('packages') ?? '').split(', ').filter((each) => each !== '').map((each) => each.split('=') as [string, string?]);
  for (const [name, installed = name] of packages) {
    mkdirSync(path.dirname(path.join(root, 'node_modules', name)), { recursive: true });
    symlinkSync(path.join(PROJECT, 'node_modules', installed), path.join(root, 'node_modules', name));
  }
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: Object.fromEntries(packages.map(([name]) => [name, '*'])) }));
  return root;
}

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input } = each;
  const root = prepare(each);
  writeFileSync(path.join(root, main), input);
  const planned = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  const after = migratedText(each, planned);
  const before = run(asExecutable(main, input), root);
  if (after === undefined) {
    expect((await before).stdout).not.toBe('');
    return;
  }
  const copy = prepare(each);
  const [expected, actual] = await Promise.all([before, run(asExecutable(main, after), copy)]);
  expect(actual).toEqual(expected);
  expect(expected.stdout).not.toContain('no answer');

  writeFileSync(path.join(root, main), after);
  expect((await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })).changes).toEqual([]);
});

testHalfStay(cases);
