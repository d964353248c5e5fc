// coroutine-to-async: the expected text for every fixture, and with the real runners the same events before and after wherever stubs may fail.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { compare, observe } from './differential.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { outcomes } from './fixture-run.ts';
import { folder, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const installed = createRequire(import.meta.url);
/** The real runners; koa only collects middleware. */
const load = (specifier: string): unknown => (specifier === 'koa' ? () => ({ use: () => {} }) : installed(specifier));

const cases = casesOf('coroutine-to-async');

const migrate = async (text: string, extension = '.js', others: Readonly<Record<string, string>> = {}) => {
  const root = tree({ 'package.json': '{ "private": true }\n', [`main${extension}`]: text, ...others });
  return analyse({ root, publicApi: 'break', transforms: ['coroutine-to-async'] });
};

test.each(titled(cases))('%s', async (_, each) => {
  const { input, extension } = each;
  const planned = await migrate(input, extension);
  const after = migratedText(each, planned);
  if (after === undefined) {
    expect((await observe(input, new Set(), load)).events).not.toEqual([]);
    return;
  }
  expect(outcomes(planned.plan)).toEqual({ migrated: planned.plan.sites.length });
  const { difference, runs } = await compare(input, after, 80, load);
  expect(difference).toBeUndefined();
  expect(runs).toBeGreaterThan(1);
  expect((await migrate(after, extension)).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);

test('the executor tells an array of promises from their values, and a sum from its first part', async () => {
  const wrap = (body: string): string => `const load = async (id) => step(id);\nmodule.exports = { f: require('co').wrap(function* () { ${body} }), };`;
  const plain = (body: string): string => `const load = async (id) => step(id);\nmodule.exports = { f: async () => { ${body} } };`;
  const different = async (before: string, after: string): Promise<boolean> => (await compare(wrap(before), plain(after), 80, load)).difference !== undefined;
  expect(await different("const [a] = yield [load('a')]; log(a);", "const [a] = await [load('a')]; log(a);")).toBe(true);
  expect(await different("log(yield true ? load('a') : load('b'));", "log(await true ? load('a') : load('b'));")).toBe(true);
  expect(await different("try { yield 1; } catch (e) { log('no'); }", "try { await 1; } catch (e) { log('no'); }")).toBe(true);
  expect(await different("const [a] = yield [load('a')]; log(a);", "const [a] = await Promise.all([load('a')]); log(a);")).toBe(false);
});

test('what another file of the repository gives is known', async () => {
  const main = "const co = require('co');\nconst { load, plain } = require('./lib/db');\nexports.a = co.wrap(function* (id) { return yield load(id); });\nexports.b = co.wrap(function* (id) { return yield plain(id); });\n";
  const { changes, plan } = await migrate(main, '.js', { 'lib/db.js': "exports.load = async (id) => id;\nexports.plain = (id) => [id];\n" });
  expect(changes[0]!.after).toBe(main.replace('co.wrap(function* (id) { return yield load(id); })', 'async function (id) { return await load(id); }'));
  expect(plan.sites.map(({ reason, outcome }) => reason ?? outcome)).toEqual(['migrated', 'yielded-unknown']);
});

test('with the other transforms: what becomes an async function lets calls wait', async () => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, 'main.js'), "const co = require('co');\nconst fs = require('fs');\nconst load = (id) => Promise.resolve(id).then((file) => fs.readFileSync(file, 'utf8'));\nco(function* () {\n  const [text] = yield [load(__filename)];\n  console.log(text.length, fs.readdirSync('.').length);\n});\n");
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await', 'coroutine-to-async', 'then-to-await'] });
  expect(plan.passes!.map(({ transform }) => transform)).toEqual(['coroutine-to-async', 'then-to-await', 'sync-to-await']);
  expect(changes[0]!.after).toBe("const fs = require('fs');\nconst load = async (id) => {\n  const file = await Promise.resolve(id);\n  return await fs.promises.readFile(file, 'utf8');\n};\n(async () => {\n  const [text] = await Promise.all([load(__filename)]);\n  console.log(text.length, (await fs.promises.readdir('.')).length);\n})();\n");
});
