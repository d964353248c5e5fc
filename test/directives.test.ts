// Directives that change nothing, or that nobody understands, are named; those that decide something are not.
import { afterEach, expect, test } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { removeFolders, tree } from './run-tools.ts';

afterEach(removeFolders);

const notesOf = async (text: string) => {
  const { plan } = await analyse({ root: tree({ 'package.json': '{ "private": true }\n', 'main.js': `const fs = require('fs');\n${text}` }), publicApi: 'break', transforms: ['sync-to-await'] });
  return { notes: (plan.notes ?? []).map(({ code, line }) => `${code}:${line}`), outcomes: plan.sites.map(({ reason }) => reason ?? 'migrated') };
};

test('a directive that keeps a function, a call, or the line below is used', async () => {
  const text = `// unblock: keep-sync\nfunction a() { return fs.readFileSync('x'); }\n// unblock: ignore-next-line\nfs.unlinkSync('y');\n/*\n * unblock: keep-sync start-up\n */\n\n// more about it\nconst b = () => fs.statSync('z');\na(); b();\n`;
  expect(await notesOf(text)).toEqual({ notes: [], outcomes: ['directive', 'directive', 'directive'] });
});

test('a directive above something that would not change is unused', async () => {
  expect(await notesOf(`// unblock: keep-sync\nfunction a() { return 1; }\n// unblock: make-async\nfunction b() { return fs.readFileSync('x'); }\nconsole.log(a(), b());\n`)).toEqual({ notes: ['unused-directive:2', 'unused-directive:4'], outcomes: ['migrated'] });
});

test('ignore-next-line is about the next line only', async () => {
  expect(await notesOf(`// unblock: ignore-next-line\n\nfs.unlinkSync('y');\n`)).toEqual({ notes: ['unused-directive:2'], outcomes: ['migrated'] });
});

test('a misspelt directive is named and keeps nothing', async () => {
  expect(await notesOf(`// unblock: kep-sync\nfs.unlinkSync('y');\n// this is how to unblock: call it\n`)).toEqual({ notes: ['unknown-directive:2'], outcomes: ['migrated'] });
});

test('make-async overrules callers that are not seen, and no more', async () => {
  const host = `const use = (f) => globalThis.plugins.add(f);\n`;
  expect((await notesOf(`${host}function a() { return fs.readFileSync('x'); }\nuse(a);\n`)).outcomes).toEqual(['foreign-callback']);
  expect(await notesOf(`${host}// unblock: make-async plugins are awaited\nfunction a() { return fs.readFileSync('x'); }\nuse(a);\n`)).toEqual({ notes: [], outcomes: ['migrated'] });
  expect((await notesOf(`${host}// unblock: make-async\nfunction* a() { yield fs.readFileSync('x'); }\nuse(a);\n`)).outcomes).not.toContain('migrated');
});
