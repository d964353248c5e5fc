// Two ways to carry out one plan give the same bytes: `unblock run --write` and jscodeshift with --plan.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { contents, folder, ran, removeFolders, tree, TRANSFORM, unblock, type Files } from './run-tools.ts';
import { PROJECT } from './temporary.ts';

vi.setConfig({ testTimeout: 240_000 });
afterAll(removeFolders);

const loops: Files = {
  'package.json': '{"name":"loops","private":true,"scripts":{"start":"node main.js"}}\n',
  'lib/files.js': [
    "'use strict'",
    "var fs = require('fs'), path = require('path')",
    'function Walker(root) {',
    '\tthis.root = root',
    '}',
    'Walker.prototype.all = function () {',
    '\treturn fs.readdirSync(this.root).map((name) => path.join(this.root, name)).filter((file) => fs.statSync(file).isFile())',
    '}',
    'Walker.prototype.each = function (visit) {',
    '\tthis.all().forEach(function (file) {',
    '\t\tvisit(file, fs.readFileSync(file, "utf8"))',
    '\t})',
    '}',
    'exports.Walker = Walker',
    "exports.has = (file) => fs.existsSync(file) ? 'yes' : 'no'",
    '',
  ].join('\r\n'),
  // no build output: nothing in lib/ beside it is a program
  'tool/lib/readme.txt': '',
  'tool/dist/run.js': "#!/usr/bin/env node\nrequire('fs').mkdirSync('out');\n",
  'main.js': [
    '\ufeff// starts it all',
    'const { Walker, has } = require("./lib/files");',
    'const { execSync } = require("child_process");',
    '',
    'function main() {',
    '    new Walker(__dirname).each((file, text) => console.log(`',
    '${file}: ${text.length}`));',
    '    console.log(has("nothing"), execSync("echo done", { encoding: "utf8" }));',
    '}',
    '',
    'main();',
  ].join('\n'),
  'test/files.test.js': `const assert = require('node:assert');
const { test } = require('node:test');
const { Walker } = require('../lib/files');

test('no folder', () => {
  assert.throws(() => new Walker('nowhere').all(), /ENOENT/);
});
`,
};

const typed: Files = {
  'package.json': '{"name":"typed","version":"1.0.0","type":"module","main":"src/index.ts"}\n',
  'src/config.ts': `import { readFileSync, existsSync } from 'node:fs';
import * as zlib from 'node:zlib';

export interface Config {
  readonly name: string;
}

/** Reads the settings. */
export function load(file: string): Config | undefined {
  if (!existsSync(file)) return undefined;
  const text: string = readFileSync(file, 'utf8');
  return JSON.parse(text) as Config;
}

export const unpack = (data: Buffer): Buffer => zlib.gunzipSync(data);
`,
  'src/index.ts': `export { load } from './config.js';
export type { Config } from './config.js';
`,
  'src/view.tsx': `import { load } from './config.js';

export async function View({ file }: { file: string }) {
  return <p title="a  b">{load(file)?.name}</p>;
}
`,
  'scripts/print.mjs': `#!/usr/bin/env node
import { unpack } from '../src/config.ts';
import { readFileSync } from 'node:fs';
process.stdout.write(unpack(readFileSync(process.argv[2])));
`,
};

const refused: Files = {
  'package.json': '{"name":"refused","version":"1.0.0"}\n',
  'index.js': `const fs = require('fs');
const data = fs.readFileSync(__filename);
class Store {
  constructor(dir) {
    fs.mkdirSync(dir, { recursive: true });
  }
  get size() {
    return fs.readdirSync('.').length;
  }
  async list() {
    // unblock: keep-sync
    function names() { return fs.readdirSync('.'); }
    return names().concat(fs.readdirSync('..'));
  }
}
module.exports = { Store, data, list: () => fs.readdirSync('.') };
`,
  'broken.js': 'function (',
};

const legacyApp = (): string => {
  const root = folder();
  cpSync(path.join(PROJECT, 'examples/legacy-app'), root, { recursive: true });
  return root;
};

test.each<[string, () => string, string[]]>([
  ['examples/legacy-app', legacyApp, []],
  ['loops, prototypes, CRLF and a BOM', () => tree(loops), []],
  ['TypeScript and JSX modules, public API broken', () => tree(typed), ['--public-api', 'break']],
  ['code that mostly stays', () => tree(refused), []],
])('%s', async (_, make, options) => {
  const ours = make();
  const original = contents(ours);
  const run = await unblock(ours, 'run', '--write', '--allow-dirty', ...options);
  expect(run.out).not.toBe('');

  const theirs = make();
  await unblock(theirs, 'plan', '--out', 'plan.json', ...options);
  const shift = await ran(path.join(PROJECT, 'node_modules/.bin/jscodeshift'), ['-t', TRANSFORM, '--run-in-band', '--plan=plan.json', '.'], theirs);
  expect(shift.out).toContain('0 errors');
  const { 'plan.json': plan, ...now } = contents(theirs);

  expect(plan).toBeDefined();
  expect(now).toEqual(contents(ours));
  expect(now).not.toEqual(original);
});
