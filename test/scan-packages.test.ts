// What scan() reads out of package.json files: module kinds, entries, workspaces, installed versions.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PackageInfo } from '../src/core/source.ts';
import { moduleSyntax } from '../src/scan/module-syntax.ts';
import { scan } from '../src/scan/scan.ts';
import { type Entry, tree } from './temporary.ts';

const CODE = 'module.exports = 1;\n';

describe('module kind', () => {
  test.each([
    ['a.mjs', '', undefined, 'esm'],
    ['a.mts', '', 'commonjs', 'esm'],
    ['a.cjs', 'export {}', 'module', 'cjs'],
    ['a.cts', '', 'module', 'cjs'],
    ['a.js', CODE, undefined, 'cjs'],
    ['a.js', CODE, 'module', 'esm'],
    ['a.js', 'export default 1', 'commonjs', 'cjs'],
    ['a.js', 'export default 1', undefined, 'esm'],
    ['a.js', "const p = import('x')", undefined, 'cjs'],
    ['a.jsx', "import React from 'react'", undefined, 'esm'],
    ['a.ts', "import fs from 'fs'", undefined, 'esm'],
    ['a.ts', "import fs from 'fs'", 'commonjs', 'esm'],
    ['a.ts', 'const a = 1', undefined, 'cjs'],
    ['a.ts', 'const a = 1', 'module', 'esm'],
    ['a.ts', "import fs = require('fs')", undefined, 'cjs'],
    ['a.ts', "import a from 'a';\nexport = a;", undefined, 'cjs'],
    ['a.tsx', "export type A = 'a'", undefined, 'esm'],
    ['a.js', CODE, 'nonsense', 'cjs'],
  ])('%s with %j and type %s', async (id, text, type, kind) => {
    const repo = await scan(tree({ 'package.json': JSON.stringify({ type }), [id]: text }));
    expect(repo.files[0]?.moduleKind).toBe(kind);
  });

  test('the nearest package.json decides', async () => {
    const repo = await scan(tree({ 'package.json': '{"type":"module"}', 'a.js': '', 'cjs/package.json': '{"type":"commonjs"}', 'cjs/deep/a.js': '', 'plain/package.json': '{}', 'plain/a.js': '' }));
    expect(repo.files.map(({ id, moduleKind, packageDir }) => [id, moduleKind, packageDir])).toEqual([
      ['a.js', 'esm', ''],
      ['cjs/deep/a.js', 'cjs', 'cjs'],
      ['plain/a.js', 'cjs', 'plain'],
    ]);
    expect(repo.packages.map(({ dir, type }) => [dir, type])).toEqual([['', 'module'], ['cjs', 'commonjs'], ['plain', 'commonjs']]);
  });

  test('for a root inside a package, the package.json above it, as in Node', async () => {
    const root = tree({ 'package.json': '{"name":"x","type":"module","main":"./lib/main.js"}', 'lib/main.js': '', 'lib/b.js': '' });
    const repo = await scan(path.join(root, 'lib'));
    expect(repo.files.map(({ moduleKind }) => moduleKind)).toEqual(['esm', 'esm']);
    expect(repo.packages).toMatchObject([{ dir: '', name: 'x', type: 'module', publicEntries: ['main.js'] }]);
  });

  test.each([
    ["#!/usr/bin/env node\nimport 'a'", 'declares'],
    ["\ufeffimport a from 'a'", 'declares'],
    ["'use strict';import{a}from'a'", 'declares'],
    ['import * as a from "a"', 'declares'],
    ['import type { A } from "a"', 'declares'],
    ['function f() {}\nexport { f }', 'declares'],
    ['export async function f() {}', 'declares'],
    ['export * from "a"', 'declares'],
    ['const u = import.meta.url', 'declares'],
    ['const u = () => { return import.meta.url }', 'declares'],
    ['import/* c */a from "a"', 'declares'],
    ['const r = /[/`]/; export default r', 'declares'],
    ['const t = `${`}`}`; export default t', 'declares'],
    ["const a = <p>Don't</p>;\nexport default a", 'declares'],
    ['const s = a / b; const t = "/"; export default s', 'declares'],
    ['// export default 1', 'none'],
    ['/* import a from "a" */', 'none'],
    ['const s = "export default 1"', 'none'],
    ['const s = `\nexport default ${1}\nimport a from "a"`', 'none'],
    ['const s = `${ { a: 1 } }\nexport default 1`', 'none'],
    ["import('a').then(b)", 'none'],
    ['a.import.b; a.export = 1', 'none'],
    ['const o = { import: 1, export: 2 }', 'none'],
    ['namespace N { export const a = 1 }', 'none'],
    ["import fs = require('fs')", 'none'],
    ["import fs = require('fs'); export = fs", 'assigns'],
    ['important(); exported = 1', 'none'],
    ['const s = "unterminated \\', 'none'],
    ['const s = `unterminated export \\', 'none'],
  ] as const)('module syntax of %j: %s', (text, expected) => {
    expect(moduleSyntax(text)).toBe(expected);
  });

  test('long and odd texts do not take for ever', () => {
    const long = ['`' + 'a'.repeat(2_000_000) + '\\', "'" + 'a'.repeat(2_000_000), '/*' + '*'.repeat(200_000), '/'.repeat(20_000), '{'.repeat(200_000)];
    // squared, a text of two million characters would not end before the test does
    for (const text of long) expect(moduleSyntax(`import("x");${text}`)).toBe('none');
  });
});

describe('dialect', () => {
  test.each([
    ['a.js', '// @flow\nvar a: number;', 'flow'],
    ['a.js', '/**\n * Licence\n *\n * @flow strict\n */\n', 'flow'],
    ['a.js', "'use strict';\n/* @flow */", 'flow'],
    ['a.js', 'var s = "@flow";', 'js'],
    ['a.js', CODE, 'js'],
    ['a.jsx', CODE, 'jsx'],
    ['a.ts', '// @flow', 'ts'],
    ['a.tsx', CODE, 'tsx'],
    ['a.mts', CODE, 'ts'],
  ])('%s with %j is %s', async (id, text, dialect) => {
    expect((await scan(tree({ [id]: text }))).files[0]?.dialect).toBe(dialect);
  });
});

describe('entries', () => {
  const entriesOf = async (json: unknown, ids: readonly string[], more: Record<string, Entry> = {}): Promise<readonly string[]> => {
    const root = tree({ 'package.json': JSON.stringify(json), ...Object.fromEntries(ids.map((id) => [id, '// a\n'])), ...more });
    return ((await scan(root)).packages[0] as PackageInfo).publicEntries;
  };

  test.each<[string, unknown, string[], string[]]>([
    ['index.js by default', {}, ['index.js', 'other.js'], ['index.js']],
    ['main', { main: 'lib/a.js' }, ['lib/a.js', 'index.js'], ['lib/a.js']],
    ['main without extension', { main: './lib/a' }, ['lib/a.js'], ['lib/a.js']],
    ['main is a folder', { main: 'lib' }, ['lib/index.js', 'lib/b.js'], ['lib/index.js']],
    ['main is a folder with a slash', { main: 'lib/' }, ['lib/index.js'], ['lib/index.js']],
    ['a file before a folder', { main: 'lib' }, ['lib.js', 'lib/index.js'], ['lib.js']],
    ['main leads nowhere: index.js', { main: 'gone.json' }, ['index.js'], ['index.js']],
    ['main and module', { main: 'a.js', module: 'b.mjs' }, ['a.js', 'b.mjs'], ['a.js', 'b.mjs']],
    ['exports as a string', { exports: './a.js' }, ['a.js', 'index.js'], ['a.js']],
    ['exports with conditions', { exports: { node: { import: './a.mjs', require: './a.cjs' }, default: './a.js' } }, ['a.mjs', 'a.cjs', 'a.js', 'b.js'], ['a.cjs', 'a.js', 'a.mjs']],
    ['exports with subpaths and arrays', { exports: { '.': ['./a.js', './b.js'], './c': { default: './c.js' }, './package.json': './package.json' } }, ['a.js', 'b.js', 'c.js', 'd.js'], ['a.js', 'b.js', 'c.js']],
    ['exports and main', { main: 'm.js', exports: { '.': './a.js' } }, ['a.js', 'm.js'], ['a.js', 'm.js']],
    ['exports patterns', { exports: { './f/*': './src/f/*.js' } }, ['src/f/a.js', 'src/f/deep/b.js', 'src/g/c.js'], ['src/f/a.js', 'src/f/deep/b.js']],
    ['exports patterns with two stars', { exports: { './*': './src/*/*.js' } }, ['src/a/a.js', 'src/a/b.js'], ['src/a/a.js']],
    ['exports patterns with a hole', { exports: { './*': './src/*.js', './private/*': null } }, ['src/a.js', 'src/private/b.js'], ['src/a.js']],
    ['exports of a folder', { exports: { './lib/': './lib/' } }, ['lib/a.js', 'lib/deep/b.js', 'c.js'], ['lib/a.js', 'lib/deep/b.js']],
    ['exports that leave the package', { exports: { '.': '../x.js', './y': 'pkg' } }, ['x.js'], []],
    ['types lead to their script', { types: './lib/a.d.ts' }, ['lib/a.js', 'lib/a.d.ts'], ['lib/a.js']],
    ['declarations are no entries', { exports: { './*': './*' } }, ['a.js', 'a.d.ts'], ['a.js']],
    ['unbuilt dist', { main: 'dist/index.js' }, ['src/index.ts', 'src/other.ts'], ['src/index.ts']],
    ['unbuilt lib', { main: './lib/x.js' }, ['src/x.ts', 'src/index.ts'], ['src/x.ts']],
    ['unbuilt dist/cjs and dist/esm', { main: 'dist/cjs/x.cjs', module: 'dist/esm/x.mjs' }, ['src/x.mts', 'src/index.ts'], ['src/x.mts']],
    ['unbuilt dist/src', { main: 'dist/src/x.js' }, ['src/x.ts'], ['src/x.ts']],
    ['unbuilt dist/source', { exports: { types: './dist/source/index.d.ts', default: './dist/source/index.js' } }, ['source/index.ts'], ['source/index.ts']],
    ['unbuilt in place', { main: 'x.js' }, ['x.ts'], ['x.ts']],
    ['an unbuilt bundle: the index of the sources', { main: 'dist/my-lib.umd.js' }, ['src/index.ts', 'src/other.ts'], ['src/index.ts']],
    ['unbuilt subpaths', { exports: { './*': './dist/*.js' } }, ['src/a.ts', 'src/deep/b.ts', 'test/c.ts'], ['src/a.ts', 'src/deep/b.ts']],
    ['Babel in lib from src', { main: 'lib/x.js' }, ['src/x.js'], ['src/x.js']],
    ['odd values', { main: 1, exports: [null, 2, { a: true }], module: {}, types: [] }, ['index.js'], []],
    ['a package without entry', { name: 'cli', bin: './cli.js' }, ['cli.js', 'src/index.ts'], []],
  ])('%s', async (_name, json, ids, expected) => {
    expect(await entriesOf(json, ids)).toEqual(expected);
  });

  test('an entry that is built and ignored is its source', async () => {
    expect(await entriesOf({ main: 'dist/a.js' }, ['src/a.ts', 'dist/a.js'])).toEqual(['src/a.ts']);
  });

  test('bin: a string, a map, directories.bin, unbuilt', async () => {
    const binOf = async (json: unknown, ids: readonly string[]): Promise<readonly string[] | undefined> => {
      const root = tree({ 'package.json': JSON.stringify(json), ...Object.fromEntries(ids.map((id) => [id, '#!/usr/bin/env node\n'])) });
      return (await scan(root)).packages[0]?.binEntries;
    };
    expect(await binOf({ bin: './a.js' }, ['a.js', 'b.js'])).toEqual(['a.js']);
    expect(await binOf({ bin: { x: 'bin/x', y: './bin/y.js' } }, ['bin/x', 'bin/y.js', 'bin/z'])).toEqual(['bin/x', 'bin/y.js']);
    expect(await binOf({ directories: { bin: './bin' } }, ['bin/x', 'bin/deep/y', 'z.js'])).toEqual(['bin/x']);
    expect(await binOf({ bin: 'dist/cli.js' }, ['src/cli.ts'])).toEqual(['src/cli.ts']);
  });
});

describe('packages', () => {
  test('workspaces, sorted, each with its own fields', async () => {
    const root = tree({
      'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'], scripts: { test: 'mocha', bad: 1 }, engines: { node: '>=18' } }),
      'packages/b/package.json': JSON.stringify({ name: '@x/b', type: 'module', dependencies: { a: '^1.0.0' }, devDependencies: { a: '*', c: '2' }, peerDependencies: { d: '3' }, optionalDependencies: { e: '4' } }),
      'packages/b/index.js': CODE,
      'packages/a/package.json': JSON.stringify({ name: '@x/a' }),
      'packages/a/lib/x.js': CODE,
      'vendor/p/package.json': '{}',
      'node_modules/a/package.json': '{"version":"1.2.3"}',
      'node_modules/c/package.json': '{"version":"2.0.0"}',
      'node_modules/@x/a': { link: '../../packages/a' },
      'packages/b/node_modules/c/package.json': '{"version":"2.1.0"}',
      'node_modules/d/package.json': 'not json',
    });
    const { packages } = await scan(root);
    expect(packages.map(({ dir, name }) => [dir, name])).toEqual([['', 'root'], ['packages/a', '@x/a'], ['packages/b', '@x/b']]);
    expect(packages[0]).toMatchObject({ private: true, type: 'commonjs', nodeRange: '>=18', scripts: { test: 'mocha' }, publicEntries: [] });
    expect(packages[2]).toMatchObject({
      private: false,
      type: 'module',
      publicEntries: ['packages/b/index.js'],
      dependencies: { a: '^1.0.0', c: '2', d: '3', e: '4' },
      installed: { a: '1.2.3', c: '2.1.0' },
    });
  });

  test('linked dependencies, as pnpm and workspaces install them', async () => {
    const root = tree({
      'package.json': '{"dependencies":{"a":"1","@x/b":"1","../evil":"1"}}',
      'a.js': CODE,
      'node_modules/.pnpm/a@1.0.0/node_modules/a/package.json': '{"version":"1.0.0"}',
      'node_modules/a': { link: '.pnpm/a@1.0.0/node_modules/a' },
      'packages/b/package.json': '{"version":"0.1.0"}',
      'node_modules/@x/b': { link: '../../packages/b' },
      'evil/package.json': '{"version":"6.6.6"}',
    });
    expect((await scan(root)).packages[0]?.installed).toEqual({ a: '1.0.0', '@x/b': '0.1.0' });
  });

  test.each([['{ "name": "x", '], ['[]'], ['null'], ['"text"'], [''], ['{"name":1,"scripts":[],"dependencies":"no","bin":[1],"engines":"x","directories":null}']])('a package.json of %j counts as empty', async (text) => {
    const { packages } = await scan(tree({ 'package.json': text, 'index.js': CODE }));
    expect(packages).toEqual([
      { dir: '', name: undefined, private: false, type: 'commonjs', publicEntries: ['index.js'], binEntries: [], dependencies: {}, installed: {}, nodeRange: undefined, scripts: {} },
    ]);
  });

  test('a package.json with a BOM', async () => {
    expect((await scan(tree({ 'package.json': '\ufeff{"name":"x"}', 'a.js': CODE }))).packages[0]?.name).toBe('x');
  });

  test('without a package.json the root is a private package with nothing in it', async () => {
    const { packages, files } = await scan(tree({ 'index.js': CODE }));
    expect(packages).toMatchObject([{ dir: '', name: undefined, private: true, publicEntries: [] }]);
    expect(files[0]?.packageDir).toBe('');
  });

  test('a package.json that is a symlink or a folder is not read', async () => {
    const root = tree({ 'a.js': CODE, 'sub/package.json': { link: '../other.json' }, 'other.json': '{"type":"module"}', 'sub/b.js': CODE });
    fs.mkdirSync(path.join(root, 'package.json'));
    const repo = await scan(root);
    expect(repo.files.map(({ moduleKind }) => moduleKind)).toEqual(['cjs', 'cjs']);
    expect(repo.packages).toHaveLength(1);
  });
});
