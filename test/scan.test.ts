// What scan() finds, what it leaves out and why.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ScannedRepo, SourceFile } from '../src/core/source.ts';
import { scan } from '../src/scan/scan.ts';
import { git, repository } from './bad-input-tree.ts';
import { folder, put, tree } from './temporary.ts';

const ids = (repo: ScannedRepo): string[] => repo.files.map(({ id }) => id);
const skipped = (repo: ScannedRepo): Record<string, string> => Object.fromEntries(repo.skipped.map(({ path: id, why }) => [id, why]));
const fileOf = (repo: ScannedRepo, id: string): SourceFile => repo.files.find((file) => file.id === id) ?? expect.fail(`${id} was not found`);

const CODE = "const fs = require('fs');\nmodule.exports = () => fs.readFileSync('x');\n";

describe('which files', () => {
  test('all JavaScript and TypeScript extensions, in code-unit order', async () => {
    const root = tree(Object.fromEntries(['b.js', 'B.js', 'a.cjs', 'a.mjs', 'a.jsx', 'é.ts', 'a.cts', 'a.mts', 'a.tsx', 'a-b/x.js', 'a/x.js', 'data.json', 'a.css'].map((id) => [id, CODE])));
    expect(ids(await scan(root))).toEqual(['B.js', 'a-b/x.js', 'a.cjs', 'a.cts', 'a.jsx', 'a.mjs', 'a.mts', 'a.tsx', 'a/x.js', 'b.js', 'é.ts']);
  });

  test('git: tracked and untracked files, not the ignored and the deleted ones', async () => {
    const root = repository({ 'a.js': CODE, 'gone.js': CODE, 'forced.js': CODE, '.gitignore': 'ignored.js\nout/\n' });
    put(root, { 'new.js': CODE, 'ignored.js': CODE, 'out/x.js': CODE, 'sub/.gitignore': '*.js\n!kept.js\n', 'sub/no.js': CODE, 'sub/kept.js': CODE, 'na\nme "é".js': CODE });
    fs.rmSync(path.join(root, 'gone.js'));
    expect(ids(await scan(root))).toEqual(['a.js', 'forced.js', 'na\nme "é".js', 'new.js', 'sub/kept.js']);
  });

  test('git: a root that is a folder of the repository, ids relative to it', async () => {
    const root = repository({ 'a.js': CODE, 'packages/one/index.js': CODE, 'packages/two/index.js': CODE, '.gitignore': 'skip.js\n', 'packages/one/skip.js': CODE });
    expect(ids(await scan(path.join(root, 'packages/one')))).toEqual(['index.js']);
  });

  test('git: a checkout that the outer repository ignores is a folder of its own', async () => {
    const root = repository({ '.gitignore': 'scratch/\n', 'a.js': CODE });
    put(root, { 'scratch/copy/b.js': CODE, 'scratch/copy/.gitignore': 'no.js\n', 'scratch/copy/no.js': CODE });
    expect(ids(await scan(path.join(root, 'scratch/copy')))).toEqual(['b.js']);
  });

  test('git: unmerged files are listed once', async () => {
    const root = repository({ 'a.js': 'one\n' });
    git(root, 'checkout', '-q', '-b', 'side');
    put(root, { 'a.js': 'two\n' });
    git(root, 'commit', '-qam', 'two');
    git(root, 'checkout', '-q', 'main');
    put(root, { 'a.js': 'three\n' });
    git(root, 'commit', '-qam', 'three');
    expect(() => git(root, 'merge', 'side')).toThrow();
    expect(ids(await scan(root))).toEqual(['a.js']);
  });

  test('git: another repository inside is not entered', async () => {
    const root = repository({ 'a.js': CODE });
    put(root, { 'nested/b.js': CODE });
    git(path.join(root, 'nested'), 'init', '-q');
    const repo = await scan(root);
    expect(ids(repo)).toEqual(['a.js']);
    expect(skipped(repo)).toEqual({ nested: 'vendored' });
  });

  test('git: a submodule is not entered', async () => {
    const inner = repository({ 'b.js': CODE });
    const root = repository({ 'a.js': CODE });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'lib/inner');
    const repo = await scan(root);
    expect(ids(repo)).toEqual(['a.js']);
    expect(skipped(repo)).toEqual({ 'lib/inner': 'vendored' });
  });

  test('without git: nested .gitignore files as git reads them', async () => {
    const entries = {
      '.gitignore': '*.log.js\n/build\ncache/\n!cache/kept.js\n# comment\n',
      'a.js': CODE,
      'a.log.js': CODE,
      'build/x.js': CODE,
      'sub/build/x.js': CODE,
      'cache/kept.js': CODE,
      'deep/.gitignore': '!a.log.js\n/only-here.js\n',
      'deep/a.log.js': CODE,
      'deep/only-here.js': CODE,
      'deep/er/only-here.js': CODE,
      'deep/er/b.log.js': CODE,
    };
    const plain = ids(await scan(tree(entries)));
    expect(plain).toEqual(['a.js', 'deep/a.log.js', 'deep/er/only-here.js', 'sub/build/x.js']);
    const root = tree(entries);
    git(root, 'init', '-q');
    expect(ids(await scan(root))).toEqual(plain);
  });

  test('node_modules, .git and .unblock are never looked into, tracked or not', async () => {
    const entries = { 'a.js': CODE, 'node_modules/dep/index.js': CODE, 'sub/node_modules/dep/index.js': CODE, '.unblock/sessions/x.js': CODE };
    for (const root of [tree(entries), repository(entries)]) {
      const repo = await scan(root);
      expect(ids(repo)).toEqual(['a.js']);
      expect(repo.skipped).toEqual([]);
    }
  });

  test('scripts without a telling extension: by shebang or by bin', async () => {
    const root = tree({
      'package.json': JSON.stringify({ name: 'x', bin: { one: 'bin/one', two: './bin/two.js', three: 'bin/three' } }),
      'bin/one': CODE,
      'bin/two.js': CODE,
      'bin/three': '#!/bin/sh\nnode "$0"\n',
      'bin/four': `#!/usr/bin/env node\n${CODE}`,
      'bin/five.cmdline': `#!/usr/local/bin/node --harmony\n${CODE}`,
      'bin/six': '#!/usr/bin/env python\n',
      'bin/seven': `#!/usr/bin/env -S npx tsx\nlet x: number;\n`,
      Makefile: 'node: all\n',
      LICENSE: 'MIT',
    });
    const repo = await scan(root);
    expect(ids(repo)).toEqual(['bin/five.cmdline', 'bin/four', 'bin/one', 'bin/seven', 'bin/two.js']);
    expect(repo.files.every(({ executable }) => executable)).toBe(true);
    expect(fileOf(repo, 'bin/seven').dialect).toBe('ts');
    expect(repo.packages[0]?.binEntries).toEqual(['bin/one', 'bin/two.js']);
  });

  test('paths: only these files and folders, packages in full', async () => {
    const root = tree({ 'package.json': '{"name":"x","main":"lib/a.js"}', 'lib/a.js': CODE, 'lib2/a.js': CODE, 'test/t.js': CODE, 'vendor/v.js': CODE });
    const repo = await scan(root, { paths: ['lib', path.join(root, 'test/t.js')] });
    expect(ids(repo)).toEqual(['lib/a.js', 'test/t.js']);
    expect(repo.skipped).toEqual([]);
    expect((await scan(root, { paths: ['test'] })).packages[0]?.publicEntries).toEqual(['lib/a.js']);
  });

  test('many files, with names that git prints in several pieces', async () => {
    const root = folder();
    for (let folder = 0; folder < 50; folder++) {
      fs.mkdirSync(path.join(root, `d${folder}`));
      for (let file = 0; file < 60; file++) fs.writeFileSync(path.join(root, `d${folder}/${'€'.repeat(70)}${file}.js`), CODE);
    }
    const walked = await scan(root);
    expect(walked.files).toHaveLength(3000);
    git(root, 'init', '-q');
    expect(ids(await scan(root))).toEqual(ids(walked));
  });
});

describe('symlinks', () => {
  test('are left out, whether they lead to files, to folders or nowhere', async () => {
    const outside = tree({ 'secret.js': CODE });
    const entries = { 'a.js': CODE, 'dir/b.js': CODE, 'out.js': { link: path.join(outside, 'secret.js') }, inner: { link: 'dir' }, outer: { link: outside }, 'dangling.js': { link: 'nowhere.js' } };
    for (const root of [tree(entries), repository(entries)]) {
      const repo = await scan(root);
      expect(ids(repo)).toEqual(['a.js', 'dir/b.js']);
      expect(skipped(repo)).toEqual({ 'dangling.js': 'symlink', inner: 'symlink', outer: 'symlink', 'out.js': 'symlink' });
    }
  });

  test('git still lists the files of a folder that became a symlink', async () => {
    const outside = tree({ 'b.js': CODE, 'deep/c.js': CODE });
    const root = repository({ 'a.js': CODE, 'dir/b.js': CODE, 'dir/deep/c.js': CODE });
    fs.rmSync(path.join(root, 'dir'), { recursive: true });
    fs.symlinkSync(outside, path.join(root, 'dir'));
    const repo = await scan(root);
    expect(ids(repo)).toEqual(['a.js']);
    expect(skipped(repo)).toEqual({ dir: 'symlink', 'dir/b.js': 'symlink', 'dir/deep/c.js': 'symlink' });
  });

  test('a root reached through a symlink is the folder itself', async () => {
    const root = tree({ 'a.js': CODE });
    const link = path.join(folder(), 'link');
    fs.symlinkSync(root, link);
    const repo = await scan(link, { paths: [path.join(link, 'a.js')] });
    expect(repo.root).toBe(root);
    expect(ids(repo)).toEqual(['a.js']);
  });
});

describe('decoding', () => {
  test('BOM, CRLF and a missing final newline stay in the text', async () => {
    const repo = await scan(tree({ 'a.js': '\ufeffvar a;\r\nvar b;' }));
    expect(fileOf(repo, 'a.js')).toMatchObject({ text: '\ufeffvar a;\r\nvar b;', encoding: 'utf8' });
  });

  test('bytes that are no UTF-8 are read as latin-1, without loss', async () => {
    const bytes = Buffer.from('// caf\u00e9 \u0080\u009f\nvar a;\r\n', 'latin1');
    const file = fileOf(await scan(tree({ 'a.js': bytes })), 'a.js');
    expect(file.encoding).toBe('latin1');
    expect(Buffer.from(file.text, 'latin1')).toEqual(bytes);
  });

  test('the hash is the SHA-256 of the bytes', async () => {
    const repo = await scan(tree({ 'a.js': 'abc' }));
    expect(fileOf(repo, 'a.js').hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('left out', () => {
  const minified = `!function(){${'var a=1;if(a){return a}'.repeat(400)}}();`;

  test.each([
    ['vendor/x.js', CODE, 'vendored'],
    ['third_party/deep/x.js', CODE, 'vendored'],
    ['public/bower_components/x/index.js', CODE, 'vendored'],
    ['.yarn/releases/yarn.cjs', CODE, 'vendored'],
    ['app.bundle.js', CODE, 'vendored'],
    ['js/jquery-1.11.2.js', CODE, 'vendored'],
    ['x.min.js', CODE, 'minified'],
    ['x.js', minified, 'minified'],
    ['x.js', `/*! licence\n${' * words\n'.repeat(40)} */\n${minified}\n`, 'minified'],
    ['x.js', `/** @generated SignedSource<<0>> */\n${CODE}`, 'generated'],
    ['x.js', `// Code generated by protoc. DO NOT EDIT.\n${CODE}`, 'generated'],
    ['x.js', `'use strict';\n/* This file was automatically generated; do not change it. */\n${CODE}`, 'generated'],
    ['x.js', `// Generated by CoffeeScript 1.7.1\n${CODE}`, 'generated'],
    ['x.js', `${CODE}//# sourceMappingURL=x.js.map\n`, 'generated'],
    ['x.js', `${CODE}//# sourceMappingURL=data:application/json;base64,${'A'.repeat(5000)}`, 'generated'],
    ['x.js', `/******/ (function(modules) { // webpackBootstrap\n${CODE}`, 'generated'],
    ['x.js', `(() => { // webpackBootstrap\n${CODE}`, 'generated'],
    ['x.js', `(function(){function r(e,n,t){function o(i,f){if(!n[i]){}}}return r})()({1:[function(require,module,exports){\n${CODE}`, 'generated'],
    ['coverage/lcov-report/sorter.js', CODE, 'generated'],
    ['.pnp.cjs', CODE, 'generated'],
    ['x.js', `// ${'x'.repeat(2 * 1024 * 1024)}\n`, 'too-large'],
    ['x.js', Buffer.from('var a;\0'), 'binary'],
    ['x.js', Buffer.from('\ufeffvar a;', 'utf16le'), 'binary'],
    ['x.d.ts', 'export const a: number;\n', 'declaration'],
  ])('%s is left out (%#)', async (id, content, why) => {
    expect(skipped(await scan(tree({ 'kept.js': CODE, [id]: content })))).toEqual({ [id]: why });
  });

  test.each([
    ['lib/index.js', CODE],
    ['dist/index.js', CODE],
    ['build/webpack.base.js', CODE],
    ['coverage/report.js', CODE],
    ['test/fixtures/x.js', CODE],
    ['lib/one-line.js', `module.exports = function () { return ${'1 + '.repeat(150)}1; };`],
    ['lib/data.js', `module.exports = '${'QUJD'.repeat(3000)}';\nexports.f = function () { return 1; };\n`],
    ['lib/write-header.js', `// Writes headers.\nexports.header = '// @generated DO NOT EDIT';\nexports.map = '//# sourceMappingURL=x.js.map';\n`],
    ['lib/bundle-writer.js', `out.push('/******/ (function(modules) { // webpackBootstrap');\nout.push('function __webpack_require__(moduleId) {');\n`],
    ['lib/ids.js', `// Handles generated ids. Please do not edit one by hand.\n${CODE}`],
    ['Gruntfile.js', `// Generated on 2014-05-27 using generator-angular 0.8.0\n// generated by yeoman\n${CODE}`],
    ['lib/compiled-by-hand.js', `'use strict';\nObject.defineProperty(exports, '__esModule', { value: true });\n${CODE}`],
    ['src/minify.js', CODE],
  ])('%s is kept', async (id, content) => {
    const repo = await scan(tree({ [id]: content }));
    expect(ids(repo)).toEqual([id]);
  });

  test('compiled files whose source is here', async () => {
    const compiled = `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${CODE}`;
    const root = tree({ 'src/a.ts': 'export const a = 1;\n', 'lib/a.js': compiled, 'b.ts': 'export {};\n', 'b.js': compiled, 'lib/own.js': compiled });
    const repo = await scan(root);
    expect(ids(repo)).toEqual(['b.ts', 'lib/own.js', 'src/a.ts']);
    expect(skipped(repo)).toEqual({ 'b.js': 'generated', 'lib/a.js': 'generated' });
  });

  test('dist/ beside src/ is a build, that of a test fixture is a fixture', async () => {
    const repo = await scan(tree({ 'src/a.js': CODE, 'dist/a.js': CODE, 'test/fixtures/p/src/a.js': CODE, 'test/fixtures/p/dist/a.js': CODE }));
    expect(skipped(repo)).toEqual({ 'dist/a.js': 'generated' });
  });

  test('declarations are kept where they describe a script that is kept', async () => {
    const repo = await scan(
      tree({
        'package.json': '{"name":"x","types":"types/index.d.ts"}',
        'index.js': CODE,
        'index.d.ts': 'export function f(): void;\n',
        'esm.mjs': 'export {};\n',
        'esm.d.mts': 'export {};\n',
        'types/index.d.ts': 'export {};\n',
        'types/global.d.ts': 'declare const x: 1;\n',
        'out.js': `${CODE}//# sourceMappingURL=out.js.map\n`,
        'out.d.ts': 'export {};\n',
        'both.js': CODE,
        'both.ts': 'export {};\n',
        'both.d.ts': 'export {};\n',
      }),
    );
    expect(repo.files.filter(({ dialect }) => dialect === 'dts').map(({ id }) => id)).toEqual(['esm.d.mts', 'index.d.ts', 'types/index.d.ts']);
    expect(skipped(repo)).toEqual({ 'out.js': 'generated', 'out.d.ts': 'declaration', 'both.d.ts': 'declaration', 'types/global.d.ts': 'declaration' });
  });
});

describe('role', () => {
  test.each([
    ['lib/a.js', 'source'],
    ['test/a.js', 'test'],
    ['src/__tests__/a.js', 'test'],
    ['src/a.test.ts', 'test'],
    ['src/a.spec.js', 'test'],
    ['src/a-test.js', 'test'],
    ['src/a_test.js', 'test'],
    ['test.js', 'test'],
    ['integration-tests/a.js', 'test'],
    ['src/latest.js', 'source'],
    ['src/contest/a.js', 'source'],
    ['scripts/a.js', 'script'],
    ['bin/a.js', 'script'],
    ['tools/a.js', 'script'],
    ['src/tools/a.js', 'source'],
    ['tasks/a.js', 'source'],
    ['examples/b/a.js', 'example'],
    ['demo/a.js', 'example'],
    ['Gruntfile.js', 'config'],
    ['gulpfile.babel.js', 'config'],
    ['.eslintrc.js', 'config'],
    ['karma.conf.js', 'config'],
    ['webpack.prod.js', 'config'],
    ['vite.config.ts', 'config'],
    ['build/webpack.base.conf.js', 'config'],
    ['src/db.config.js', 'source'],
    ['src/webpack.js', 'source'],
    ['packages/one/bin/a.js', 'script'],
    ['packages/one/lib/a.js', 'source'],
  ])('%s is a %s file', async (id, role) => {
    const repo = await scan(tree({ 'package.json': '{}', 'packages/one/package.json': '{}', [id]: CODE }));
    expect(fileOf(repo, id).role).toBe(role);
  });
});
