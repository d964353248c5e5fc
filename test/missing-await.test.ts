// missing-await: each fixed case prints the wrong thing before and the right one after; each other case stays byte for byte, with its reasons.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import missingAwait from '../transforms/missing-await/index.ts';
import { casesOf, expectedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, outcomes, run, withData } from './fixture-run.ts';
import { contents, removeFolders, tree, unblock } from './run-tools.ts';
import { folder } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });
afterAll(removeFolders);

const cases = casesOf('missing-await');

const fix = async (text: string, extension: string, publicApi: 'keep' | 'break') => {
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  if (extension === '.ts') writeFileSync(path.join(root, 'tsconfig.json'), '{ "compilerOptions": { "target": "es2022", "experimentalDecorators": true, "strict": true, "types": [] } }\n');
  writeFileSync(path.join(root, `main${extension}`), text);
  return { root, ...(await analyse({ root, publicApi, transforms: ['missing-await'] })) };
};

const printed = async (text: string, extension: string): Promise<string[]> => {
  const root = folder();
  withData(root);
  return (await run(asExecutable(`main${extension}`, text), root)).stdout.split('\n').filter((line) => line !== '' && !/^(?:TAP|#|ok|not ok|1\.\.|[ ✔✖ℹ▶])/u.test(line));
};

test.each(titled(cases))('%s', async (_, { input, extension, reasons, said, output }) => {
  const policy = said('policy') === 'keep' ? 'keep' : 'break';
  const prints = said('prints')?.split(' | ');
  const { plan, changes } = await fix(input, extension, policy);
  expect(plan.problems).toEqual([]);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(said('expect') === 'nothing' ? [] : reasons);
  if (output === undefined) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual(plan.sites.length === 0 ? {} : { refused: plan.sites.length });
    await printed(input, extension);
    return;
  }
  const after = expectedText({ input, output }, changes);
  expect(plan.sites.filter(({ outcome }) => outcome === 'migrated').length).toBeGreaterThan(0);
  const [wrong, right] = await Promise.all([printed(input, extension), printed(after, extension)]);
  expect(wrong, 'the bug is not there').not.toEqual(prints);
  expect(right).toEqual(prints);
  expect((await fix(after, extension, policy)).changes, 'it is fixed a second time').toEqual([]);
});

test('it reaches through files, and explains itself', async () => {
  const files = {
    'package.json': JSON.stringify({ private: true, unblock: { transforms: ['missing-await'], publicApi: 'break' } }),
    'store.js': "exports.load = async (id) => ({ name: `user ${id}` });\n",
    'title.js': "const { load } = require('./store');\nexports.title = (id) => load(id).name;\n",
    'main.js': "const { title } = require('./title');\nconst print = (id) => console.log(title(id));\nprint(1);\n",
  };
  const root = tree(files);
  const { out } = await unblock(root, 'explain', 'title.js:2');
  expect(out).toContain('.name is read from a promise');
  const listed = JSON.parse((await unblock(root, 'plan', '--json')).out) as { plan: { sites: { api: string; outcome: string }[] } };
  expect(listed.plan.sites).toMatchObject([{ file: 'title.js', line: 2, api: 'load', outcome: 'migrated' }]);
  expect((await unblock(root, 'run', '--write')).code).toBe(0);
  expect(contents(root)['title.js']).toBe("const { load } = require('./store');\nexports.title = async (id) => (await load(id)).name;\n");
  expect(contents(root)['main.js']).toContain('console.log(await title(id))');
  await unblock(root, 'undo');
  expect(contents(root)).toMatchObject(files);
});

test('what stays is explained with its reason', async () => {
  const root = tree({ 'package.json': JSON.stringify({ private: true, unblock: { transforms: ['missing-await'] } }), 'main.js': 'const save = async () => {};\nexports.main = async () => {\n  save();\n};\n' });
  const { out } = await unblock(root, 'explain', 'main.js:3');
  expect(out).toContain('floating-promise');
  expect(out).toContain('nothing waits for the promise of save');
});

test('it runs first among others, and --all leaves it out', async () => {
  const files = {
    'package.json': '{ "private": true }',
    'main.js': "const fs = require('fs');\nconst load = async (id) => ({ file: `${id}.txt` });\nasync function main() {\n  fs.writeFileSync(load(1).file, 'x');\n}\nmain();\n",
  };
  const root = tree(files);
  expect((await unblock(root, 'run', '--all', '--write')).code).toBe(0);
  expect(contents(root)['main.js']).toContain('await fs.promises.writeFile(load(1).file');
  await unblock(root, 'undo');
  const { code, out } = await unblock(root, 'run', 'sync-to-await', 'missing-await', '--write');
  expect(code).toBe(0);
  expect(out).toContain('1 blocking call + 1 unawaited promise = 2 migrated');
  expect(contents(root)['main.js']).toContain("await fs.promises.writeFile((await load(1)).file, 'x')");
});

test('jscodeshift runs it on one file', () => {
  const source = 'const load = async () => ({ size: 1 });\nasync function main() {\n  console.log(load().size);\n}\nmain();\n';
  const after = missingAwait({ path: path.join(folder(), 'main.cjs'), source }, { stats: () => {}, report: () => {} }, {});
  expect(after).toBe(source.replace('load().size', '(await load()).size'));
});

testHalfStay(cases);
