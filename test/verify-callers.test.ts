// Verify looks at every place of a repository that may call what became async, not only at what its tests load.
import { describe, expect, test, vi } from 'vitest';
import { verifyTree } from '../src/verify/verify.ts';
import { repository, type Files } from './verify-repository.ts';

vi.setConfig({ testTimeout: 120_000 });

const LOAD = "const fs = require('fs');\nexports.loadText = function loadText(f) { return fs.readFileSync(f, 'utf8'); };\nexports.open = function open(f) { return fs.readFileSync(f); };\n";
const LOAD_ASYNC = LOAD.replaceAll('= function', '= async function').replaceAll('return fs.readFileSync', 'return await fs.promises.readFile');
const json = (scripts = '{}'): string => `{ "name": "loader", "main": "lib/load.js", "bin": "bin/loader", "scripts": ${scripts} }\n`;

/** What is found, as `code file:line`, when lib/load.js becomes async and nothing else changes. */
async function found(files: Files): Promise<string[]> {
  const root = repository({ 'package.json': json(), 'lib/load.js': LOAD, ...files }, { 'lib/load.js': LOAD_ASYNC });
  const result = await verifyTree({ root, against: undefined, isStatic: true, test: undefined });
  return result!.findings.map(({ code, level, file, line }) => `${level === 'review' ? 'review ' : ''}${code} ${file}:${line}`);
}

describe('calls that no test reaches', () => {
  const use = (path: string): string => `const { loadText } = require('${path}');\nconst size = loadText('a').length;\nmodule.exports = { size };\n`;

  test.each([
    ['a script', 'scripts/build.js', use('../lib/load')],
    ['a script in a folder of tools', 'tools/deep/release.cjs', use('../../lib/load')],
    ['an example', 'examples/simple/index.js', use('../../lib/load')],
    ['a configuration', 'rollup.config.js', use('./lib/load')],
    ['a configuration that begins with a dot', '.eslintrc.js', use('./lib/load')],
    ['a task runner', 'Gruntfile.js', use('./lib/load')],
    ['an ES module', 'scripts/build.mjs', "import { loadText } from '../lib/load.js';\nexport const size = loadText('a').length;\n"],
    ['TypeScript', 'scripts/build.ts', "import { loadText } from '../lib/load';\nexport const size: number = loadText('a').length;\n"],
    ['a test', 'test/load.test.js', use('../lib/load')],
  ])('%s', async (_, file, text) => {
    expect(await found({ [file]: text })).toContain(`promise-as-value ${file}:2`);
  });

  test('a program without extension, named by package.json or by its first line alone', async () => {
    const program = (path: string): string => `#!/usr/bin/env node\nconst { loadText } = require('${path}');\nconsole.log(loadText(process.argv[2]).length);\n`;
    expect(await found({ 'bin/loader': program('../lib/load'), 'bin/other': program('../lib/load'), 'scripts/run': program('../lib/load') })).toEqual(['bin/loader', 'bin/other', 'scripts/run'].map((file) => `promise-as-value ${file}:3`));
  });

  test('programs in the scripts of package.json', async () => {
    const scripts = JSON.stringify({
      size: 'node -e "console.log(require(\'./lib/load\').loadText(\'a\').length)"', print: "node -p 'require(\"./lib/load\").open(\"a\")'", right: 'node -e "require(\'./lib/load\').loadText(\'a\').then(console.log)"', other: 'node -e "require(\'fs\').open(\'a\')" && node build.js',
    }, null, 2);
    expect(await found({ 'package.json': json(scripts) })).toEqual(['host-loaded lib/load.js:2', 'host-loaded lib/load.js:3', 'review docs-call package.json:2', 'review docs-call package.json:3']);
  });
});

describe('calls in what is written about the program', () => {
  test('blocks of Markdown and other documents, by line', async () => {
    expect(await found({
      'README.md': "# loader\n\nCall `loadText(file)`.\n\n```js\nconst { loadText } = require('loader');\n\nconst text = loadText('a');\n```\n\n    var loader = require('loader');\n    loader.open('a');\n",
      'docs/guide.mdx': "```ts\nimport * as loader from 'loader';\n```\n\nThen:\n\n~~~typescript\nconst text: string = loader.open('a');\n~~~\n",
      'docs/api.rst': "API\n===\n\n.. code-block:: js\n\n    const text = require('loader').loadText('a');\n",
      'docs/api.adoc': "= API\n\n[source,js]\n----\nconst text = require('loader').loadText('a');\n----\n",
      'lib/other.js': "/**\n * Nothing.\n * @example\n * const text = loader.loadText('a');\n * @returns nothing\n */\nexports.other = () => {};\n",
    })).toEqual(['README.md:8', 'README.md:12', 'docs/api.adoc:5', 'docs/api.rst:6', 'docs/guide.mdx:8', 'lib/other.js:4'].map((place) => `review docs-call ${place}`));
  });

  test('a call in a block that does not parse', async () => {
    expect(await found({ 'README.md': "```js\nconst text = loadText(…);\nawait loadText(…);\n```\n" })).toEqual(['review docs-call README.md:2']);
  });

  test('a module that is a function, whatever it is called where it is loaded', async () => {
    const before = "const fs = require('fs');\nmodule.exports = function (f) { return fs.readFileSync(f, 'utf8'); };\n";
    const root = repository({ 'package.json': json(), 'lib/load.js': before, 'README.md': "```js\nconst slurp = require('loader');\nconsole.log(slurp('a'));\nconsole.log(require('./lib/load')('a'));\n```\n" }, { 'lib/load.js': before.replace('= function', '= async function').replace('fs.readFileSync', 'await fs.promises.readFile') });
    const { findings } = (await verifyTree({ root, against: undefined, isStatic: true, test: undefined }))!;
    expect(findings.map(({ file, line }) => `${file}:${line}`)).toEqual(['README.md:3', 'README.md:4']);
    expect(findings[0]!.message).toBe('slurp() is called without await: the function of lib/load.js:2 is async now');
  });

  test('not: what is awaited, what belongs to others, other languages, lists, and histories of changes', async () => {
    expect(await found({
      'README.md': "```js\nconst { loadText } = require('loader');\nconst text = await loadText('a');\nloadText('a').then(console.log);\nawait Promise.all([loadText('a'), loadText('b')]);\nconst f = () => loadText('a');\nfs.open('a');\n```\n\n```sh\nloadText('a')\n```\n\n- one\n\n    loadText is a function\n\n```js\nfunction loadText() {}\nloadText();\n```\n",
      'CHANGELOG.md': "```js\nloadText('a');\n```\n",
    })).toEqual([]);
  });
});

describe('functions that a tool calls', () => {
  const plugin = "const fs = require('fs');\nfunction own() { return fs.readFileSync('a', 'utf8'); }\nmodule.exports = function plugin() { return own(); };\n";
  const json = (extra: string): Files => ({ 'package.json': `{ "name": "app", "private": true${extra} }\n` });

  test.each<[string, Files, string]>([
    ['a plugin in .babelrc', { '.babelrc': '{ "plugins": ["./tools/x"] }' }, 'the tool that .babelrc configures'],
    ['a plugin in .eslintrc.yml', { '.eslintrc.yml': 'plugins:\n  ["./tools/x.js"]\n' }, 'the tool that .eslintrc.yml configures'],
    ['a transform in package.json', json(', "jest": { "transform": { "\\\\.txt$": "<rootDir>/tools/x.js" } }'), 'the tool that package.json configures'],
    ['a loader in webpack.config.js', { 'webpack.config.js': "module.exports = { module: { rules: [{ loader: require.resolve('./tools/x') }] } };" }, 'the tool that webpack.config.js configures'],
    ['a path that is handed out', { 'lib/rules.js': "exports.loader = require.resolve('../tools/x');" }, 'whoever gets its path from lib/rules.js'],
    ['a program in the scripts', json(', "scripts": { "x": "node -e \\"require(\'./tools/x\')()\\"" }'), 'the script x of package.json'],
    ['the entry of a plugin of ESLint', { 'package.json': '{ "name": "@mine/eslint-plugin", "main": "tools/x.js" }' }, 'ESLint'],
  ])('%s', async (_, files, by) => {
    const after = plugin.replaceAll('function', 'async function').replace('fs.readFileSync', 'await fs.promises.readFile').replace('return own', 'return await own');
    const root = repository({ ...json(''), ...files, 'tools/x.js': plugin }, { 'tools/x.js': after });
    const { findings } = (await verifyTree({ root, against: undefined, isStatic: true, test: undefined }))!;
    expect(findings.filter(({ code }) => code === 'host-loaded').map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([`tools/x.js:3 ${by} calls this function and does not wait for it`]);
  });

  test.each<[string, Files]>([
    ['the entry of a bundle', { 'webpack.config.js': "module.exports = { entry: './tools/x.js', plugins: [] };" }],
    ['a module cache that is emptied', { 'lib/again.js': "delete require.cache[require.resolve('../tools/x')];\nmodule.exports = require('../tools/x');" }],
    ['a test that asks for a path', { 'test/x.test.js': "require.resolve('../tools/x');" }],
    ['files that are measured', json(', "jest": { "collectCoverageFrom": ["./tools/x.js"] }')],
  ])('not: %s', async (_, files) => {
    const root = repository({ ...json(''), ...files, 'tools/x.js': plugin }, { 'tools/x.js': plugin.replaceAll('function', 'async function') });
    const { findings } = (await verifyTree({ root, against: undefined, isStatic: true, test: undefined }))!;
    expect(findings.filter(({ code }) => code === 'host-loaded')).toEqual([]);
  });
});
