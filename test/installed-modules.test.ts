// Which modules of installed packages a program loads, and which words their code holds.
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mentionedInCode } from '../src/facts/mentions.ts';
import { installedModules } from '../src/scan/installed-modules.ts';
import { tree } from './temporary.ts';

async function loaded(root: string, name: string, specifiers: readonly string[] = []): Promise<readonly string[] | undefined> {
  const modules = (await installedModules(root, [name], specifiers)).get(name);
  return modules?.map((module) => path.relative(root, module.path).replaceAll(path.sep, '/')).sort();
}

test('what is loaded with a package are the modules that its entry leads to, and those of its dependencies', async () => {
  const root = tree({
    'node_modules/a/package.json': '{ "name": "a", "main": "lib" }',
    'node_modules/a/lib/index.js': "const b = require('b'); require('./near'); require('fs');",
    'node_modules/a/lib/near.js': '',
    'node_modules/a/benchmark.js': "require('./lib/other')",
    'node_modules/a/lib/other.js': '',
    'node_modules/b/package.json': '{ "name": "b", "exports": { ".": { "import": "./b.mjs", "require": "./b.cjs" } } }',
    'node_modules/b/b.mjs': "export * from './more.mjs';",
    'node_modules/b/b.cjs': '',
    'node_modules/b/more.mjs': '',
  });
  expect(await loaded(root, 'a')).toEqual(['node_modules/a/lib/index.js', 'node_modules/a/lib/near.js', 'node_modules/b/b.cjs', 'node_modules/b/b.mjs', 'node_modules/b/more.mjs']);
  expect(await loaded(root, 'a', ['a/benchmark'])).toContain('node_modules/a/lib/other.js');
});

test.each(["require('./' + name)", 'require(name)', 'import(`./${name}`)', 'const load = require; load(name)', "require('module').createRequire(__filename)(name)"])('%s may load anything of its package', async (text) => {
  const root = tree({ 'node_modules/a/package.json': '{ "name": "a", "dependencies": { "b": "1" } }', 'node_modules/a/index.js': text, 'node_modules/a/far.js': '', 'node_modules/b/package.json': '{ "name": "b" }', 'node_modules/b/index.js': '' });
  expect(await loaded(root, 'a')).toEqual(['node_modules/a/far.js', 'node_modules/a/index.js', 'node_modules/b/index.js']);
});

test('the dependencies of a linked package lie beside what it links to', async () => {
  const root = tree({
    'node_modules/.store/a/node_modules/a/package.json': '{ "name": "a" }', 'node_modules/.store/a/node_modules/a/index.js': "require('b')",
    'node_modules/.store/a/node_modules/b/package.json': '{ "name": "b" }', 'node_modules/.store/a/node_modules/b/index.js': '',
  });
  symlinkSync(path.join(root, 'node_modules/.store/a/node_modules/a'), path.join(root, 'node_modules/a'), 'junction');
  expect(await loaded(root, 'a')).toHaveLength(2);
});

test('of a package that is not installed nothing is known', async () => {
  expect(await loaded(tree({ 'package.json': '{}' }), 'a')).toBeUndefined();
});

test.each([
  ['fs.readFileSync(file)', true],
  ["fs['readFileSync'](file)", true],
  ["fs[name + 'Sync'](file)", true],
  ['fs[`${name}Sync`](file)', true],
  ['new Function("fs", "fs.readFileSync(file)")', true],
  ['const { readFileSync: read } = fs;', true],
  ['this is { no JavaScript readFileSync', true],
  ['// fs.readFileSync(file)\nfs.readFile(file)', false],
  ['/** @see readFileSync */ read(/\\/\\*/, file)', false],
  ['fs.readFileSyncLike(file)', false],
])('%s', (text, mentions) => {
  expect(mentionedInCode(text, ['readFileSync']).length > 0).toBe(mentions);
});
