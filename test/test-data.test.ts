// Files that tests hand over as text: they stay, in every transform, unless they are chosen.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { folder } from './temporary.ts';

const READS = "const fs = require('fs');\nfs.readFile(__filename, 'utf8', function (err, text) {\n  console.log(text.length);\n});\nconsole.log(fs.readFileSync(__filename).length);\n";

async function sites(test: string, include?: readonly string[]): Promise<readonly string[]> {
  const root = folder();
  for (const [file, text] of Object.entries({ 'package.json': '{ "private": true }', 'test/files/reads.js': READS, 'test/reads.js': `const assert = require('assert');\n${test}\n` })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['callback-to-await', 'sync-to-await'], ...(include && { scope: { include } }) });
  const found = plan.sites.filter(({ file }) => file === 'test/files/reads.js').map(({ reason, outcome }) => reason ?? outcome);
  expect(changes.length > 0).toBe(found.includes('migrated'));
  return [...new Set(found)];
}

test.each([
  ["bundle(__dirname + '/files/reads.js');"],
  ["bundle(path.join(__dirname, 'files', 'reads.js'));"],
  ['transform(`${__dirname}/files/reads.js`, assert.ok);'],
])('%s', async (text) => {
  expect(await sites(text)).toEqual(['test-data']);
});

test.each([
  ["require('./files/reads.js');"],
  ["fork(path.join(__dirname, 'files/reads.js'));"],
  ["execSync('node test/files/reads.js');"],
  ["bundle(__dirname + '/other/reads.js');"],
  ["bundle('reads.json');"],
])('loaded, run, or another one: %s', async (text) => {
  const found = await sites(text);
  expect(found).toContain('migrated');
  expect(found).not.toContain('test-data');
});

test('a file that was chosen is migrated', async () => {
  expect(await sites("bundle(__dirname + '/files/reads.js');", ['test/files/reads.js'])).toEqual(['migrated']);
});
