// streams-to-await: the expected text for every fixture, and the program does what it did; what other files and packages say.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('streams-to-await');

const planned = (root: string, ...more: string[]) => analyse({ root, publicApi: 'break', transforms: ['streams-to-await', ...more] });

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input } = each;
  const [root, copy] = [folder(), folder()];
  for (const place of [root, copy]) {
    withData(place);
    writeFileSync(path.join(place, 'package.json'), '{ "private": true }\n');
  }
  writeFileSync(path.join(root, main), input);
  const after = migratedText(each, await planned(root));
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe('');
  if (after === undefined) return;
  expect(await run(asExecutable(main, after), copy)).toEqual(before);
  writeFileSync(path.join(root, main), after);
  expect((await planned(root)).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);

const READ = "const fs = require('fs');\nexports.read = (file) => new Promise((resolve, reject) => {\n  const chunks = [];\n  fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);\n});\n";

test.each([
  [{ 'read.js': READ }, '{ "engines": { "node": ">=8" } }', 'stream-old-node'],
  [{ 'read.js': READ }, '{ "engines": { "node": ">=12" } }', 'migrated'],
  [{ 'read.js': READ, 'read.test.js': "const sinon = require('sinon');\nsinon.stub(require('fs'), 'createReadStream');\n" }, '{}', 'patched-api'],
  [{ 'read.js': READ.replace("require('fs')", "require('./fs')") }, '{}', undefined],
])('what a package says of itself, and what tests put in the place of the stream: %#', async (files, manifest, end) => {
  const root = folder();
  for (const [file, text] of Object.entries({ 'package.json': manifest, ...files })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  expect((await planned(root)).plan.sites.map(({ reason, outcome }) => reason ?? outcome)).toEqual(end === undefined ? [] : [end]);
});

test('with sync-to-await: calls in what became an async function can wait', async () => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, 'main.js'), READ.replace('const chunks', 'const size = fs.statSync(file).size;\n  const chunks').replace('Buffer.concat(chunks)', 'Buffer.concat(chunks)') + "exports.read('main.js').then((bytes) => console.log(bytes.length));\n");
  const { plan, changes } = await planned(root, 'sync-to-await');
  expect(plan.sites.map(({ api, outcome }) => `${api} ${outcome}`).sort()).toEqual(['fs.createReadStream migrated', 'fs.statSync migrated']);
  expect(changes[0]!.after).toContain('exports.read = async (file) => {\n  const size = (await fs.promises.stat(file)).size;\n  const chunks = [];\n  for await (const chunk of fs.createReadStream(file)) chunks.push(chunk);\n  return Buffer.concat(chunks);\n};\n');
});
