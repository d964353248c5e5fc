// The static checks of verify: mistakes planted by hand are found, and what is right is left alone.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { checkMigration } from '../src/verify/static/check.ts';
import { withoutAdditions } from '../src/verify/static/versions.ts';
import { MISTAKES, mutantsOf } from '../scripts/mutate/mistakes.ts';
import { fixturePrograms, migrated, singleFiles, withTexts, type Program } from '../scripts/mutate/programs.ts';
import { randomFrom, sample } from '../scripts/mutate/random.ts';
import { FIXTURES } from './fixture-run.ts';
import { found } from './verify-tree.ts';

vi.setConfig({ testTimeout: 240_000 });

const READ = "const fs = require('fs');\n";
const sync = `${READ}exports.load = function load(f) { return fs.readFileSync(f, 'utf8'); };\n`;
const migratedLoad = `${READ}exports.load = async function load(f) { return await fs.promises.readFile(f, 'utf8'); };\n`;
const uses = (body: string): string => `const { load } = require('./load');\n${body}\n`;

/** What a caller in use.js does before and after, with `load` having become async. */
const caller = (before: string, after: string): string[] => found({ 'load.js': sync, 'use.js': uses(before) }, { 'load.js': migratedLoad, 'use.js': uses(after) });

describe('a promise where a value is expected', () => {
  test.each([
    ['a caller that was forgotten', 'exports.f = () => load("a").trim();', 'promise-as-value'],
    ['a condition', 'exports.f = () => { if (load("a")) return 1; };', 'promise-as-value'],
    ['the left side of ||', 'exports.f = () => { const x = load("a") || "b"; return x; };', 'promise-as-value'],
    ['a text that is put together', 'exports.f = () => "x" + load("a");', 'promise-as-value'],
    ['a template', 'exports.f = () => `${load("a")}`;', 'promise-as-value'],
    ['a comparison', 'exports.f = () => load("a") === "b";', 'promise-as-value'],
    ['a spread', 'exports.f = () => [...load("a")];', 'promise-as-value'],
    ['a destructuring', 'exports.f = () => { const { length } = load("a"); return length; };', 'promise-as-value'],
    ['an argument of Node', 'exports.f = () => JSON.parse(load("a"));', 'promise-as-argument'],
    ['a console', 'exports.f = () => { console.log(load("a")); };', 'promise-as-argument'],
    ['a property', 'exports.f = () => ({ text: load("a") }).text;', 'promise-stored'],
    ['a loop', 'exports.f = () => { for (const c of load("a")) c.at(0); };', 'promise-as-value'],
    ['a variable that is used later', 'exports.f = () => { const text = load("a"); return text.length; };', 'promise-as-value'],
    ['a variable that a closure uses', 'exports.f = () => { const text = load("a"); return () => text.length; };', 'promise-as-value'],
    ['a result that goes through a function', 'const twice = (x) => x;\nexports.f = () => { const g = () => load("a"); return g().length; };', 'promise-as-value'],
    ['a statement', 'exports.f = () => { load("a"); };', 'floating-promise'],
    ['a variable that nobody reads', 'exports.f = () => { const x = load("a"); };', 'floating-promise'],
    ['forEach', 'exports.f = (list) => { list.forEach((x) => load(x)); };', 'async-callback'],
    ['filter', 'exports.f = (list) => list.filter((x) => load(x));', 'async-callback'],
    ['sort', 'exports.f = (list) => list.sort((a, b) => load(a) - load(b));', 'promise-as-value'],
    ['map and join', 'exports.f = (list) => list.map((x) => load(x)).join();', 'promises-not-gathered'],
    ['an exported promise', 'exports.text = load("a");', 'exported-promise'],
  ])('%s', (_, body, code) => {
    expect(caller(body, body).map((line) => line.split(' ')[0])).toContain(code);
  });

  test.each([
    ['await', 'exports.f = async () => (await load("a")).trim();'],
    ['then', 'exports.f = () => load("a").then((text) => text.trim());'],
    ['a promise handed back', 'exports.f = () => load("a");'],
    ['Promise.all over map', 'exports.f = async (list) => (await Promise.all(list.map((x) => load(x)))).join();'],
    ['promises that are collected first', 'exports.f = async (list) => { const all = []; for (const x of list) all.push(load(x)); return (await Promise.all(all)).join(); };'],
    ['a loop over promises', 'exports.f = async (list) => { for (const p of list.map((x) => load(x))) (await p).trim(); };'],
    ['a variable that is awaited later', 'exports.f = async () => { const p = load("a"); return (await p).length; };'],
    ['resolve', 'exports.f = () => new Promise((resolve) => resolve(load("a")));'],
    ['catch at the end', 'exports.f = () => { load("a").catch(() => {}); };'],
    ['a function of the program that awaits its argument', 'const size = async (p) => (await p).length;\nexports.f = async () => await size(load("a"));'],
  ])('not: %s', (_, body) => {
    expect(caller('exports.f = () => load("a");', body).filter((line) => !/^(?:exports|review)/.test(line))).toEqual([]);
  });

  test('a method that the language calls', () => {
    expect(caller('exports.o = { toString() { return load("a"); } };', 'exports.o = { async toString() { return await load("a"); } };')).toEqual(['implicit-call use.js:2']);
  });

  test('what was so before is no news', () => {
    const body = 'const fsp = require("fs/promises");\nexports.f = () => { fsp.readFile("x"); return "" + fsp.readFile("y"); };';
    expect(caller(body, body)).toEqual([]);
  });

  test('a return out of try without await', () => {
    const f = (wait: string): string => `exports.f = async () => { try { return ${wait}load("a"); } catch { return "none"; } };`;
    expect(caller(f(''), f('await '))).toEqual([]);
    expect(caller('exports.f = () => { try { return load("a"); } catch { return "none"; } };', f(''))).toEqual(['promise-in-try use.js:2', 'review async-without-await use.js:2']);
  });

  test('a call that nothing links is shown for review', () => {
    const register = "exports.run = (plugin) => { plugin.loadEverything(); };\n";
    const plugin = (async: string, body: string): string => `${READ}exports.loadEverything = ${async}function loadEverything() { return ${body}; };\n`;
    expect(found({ 'register.js': register, 'plugin.js': plugin('', 'fs.readFileSync("a")') }, { 'plugin.js': plugin('async ', 'await fs.promises.readFile("a")') }))
      .toEqual(['review may-not-be-awaited register.js:1']);
  });
});

describe('what works and should be written in another way', () => {
  const becomes = (body: string): string[] => caller('exports.f = () => load("a");', body).filter((line) => !/^(?:exports|review may-not)/.test(line));

  test.each([
    ['promisify by hand', 'exports.f = () => new Promise((resolve, reject) => { require("fs").stat("a", (error, stats) => { if (error) reject(error); else resolve(stats); }); });', 'hand-made-promisify'],
    ['promisify by hand, in one expression', 'exports.f = () => new Promise((yes, no) => require("fs").unlink("a", (error) => (error ? no(error) : yes())));', 'hand-made-promisify'],
    ['a promise around a promise', 'exports.f = () => new Promise((resolve, reject) => { load("a").then(resolve, reject); });', 'promise-constructor'],
    ['a promise that takes over another one', 'exports.f = () => new Promise((resolve) => { setImmediate(() => resolve(load("a"))); });', 'promise-constructor'],
    ['a promise of a value', 'exports.f = (x) => new Promise((resolve) => resolve(x));', 'promise-constructor'],
    ['a wait for what is there', 'function size() { return 1; }\nexports.f = async () => (await size()) + (await load("a")).length;', 'needless-await'],
    ['an async function that waits for nothing', 'exports.f = async () => 1;', 'async-without-await'],
  ])('%s', (_, body, code) => {
    expect(becomes(body)).toEqual([expect.stringMatching(new RegExp(`^review ${code} use\\.js:`)) as string]);
  });

  test.each([
    ['a promise of an event', 'exports.f = (stream) => new Promise((resolve, reject) => { stream.on("error", reject); stream.on("end", () => resolve(1)); });'],
    ['a callback that does more', 'exports.f = () => new Promise((resolve, reject) => { require("child_process").exec("a", (error, out, err) => { if (error) reject(error); else resolve({ out, err }); }); });'],
    ['a timer', 'exports.f = () => new Promise((resolve) => { setTimeout(resolve, 1); });'],
    ['a wait for what may be a promise', 'exports.f = async (x) => { const g = () => x; return await g(); };'],
  ])('not: %s', (_, body) => expect(becomes(body)).toEqual([]));

  test('not: what was there before', () => {
    const body = 'exports.f = (x) => new Promise((resolve) => resolve(x));\nexports.g = () => load("a");';
    expect(caller(body, body)).toEqual([]);
  });
});

describe('modules', () => {
  test('a file that no longer parses', () => {
    expect(found({ 'a.js': sync }, { 'a.js': migratedLoad.replace('async ', '') })).toEqual(['does-not-parse a.js:2']);
  });
  test('await as a name, where a script lets it pass', () => {
    expect(found({ 'a.js': sync }, { 'a.js': `${READ}exports.load = function load(f) { return await (fs.promises.readFile(f, 'utf8')); };\n` })).toContain('stray-await a.js:2');
  });
  test('await at the top level of CommonJS', () => {
    expect(found({ 'a.js': `${READ}console.log(fs.readFileSync('x'));\n` }, { 'a.js': `${READ}console.log(await fs.promises.readFile('x'));\n` })).toEqual(['stray-await a.js:2']);
  });
  test.each([
    ['an export that is gone', 'module.exports = { a, b };', 'module.exports = { a };'],
    ['an empty object', 'module.exports = { a, b };', 'module.exports = {};'],
    ['another name', 'exports.a = a;', 'exports.c = a;'],
    ['a result in place of the function', 'module.exports = a;', 'module.exports = a();'],
    ['exports inside of an async function', 'module.exports = { a, b };', '(async () => { module.exports = { a, b }; })();'],
    ['exports set by a callback', 'exports.a = a;', 'setImmediate(() => { exports.a = a; });'],
  ])('exports: %s', (_, before, after) => {
    const functions = 'function a() { return 1; }\nfunction b() { return 2; }\n';
    expect(found({ 'm.js': functions + before }, { 'm.js': functions + after }).map((line) => line.split(' ')[0])).toContain('exports');
  });
});

describe('versions beside functions that stay', () => {
  const before = 'function a() { return 1; }\nfunction readSync() { return 2; }\nmodule.exports = { a, readSync };';
  test.each([
    ['aAsync', []], ['read', []], ['readAsync', []], ['bAsync', ['exports m.js:5']], ['b', ['exports m.js:5']],
  ])('a new export %s', (name, expected) => {
    expect(found({ 'm.js': before }, { 'm.js': `function a() { return 1; }\nfunction readSync() { return 2; }\n\nasync function ${name}() { return await 3; }\nmodule.exports = { a, readSync, ${name} };` })).toEqual(expected);
  });
  test('of a module that is a function', () => {
    const whole = 'module.exports = function load() { return 1; };\n';
    expect(found({ 'm.js': whole }, { 'm.js': `${whole}\nmodule.exports.loadAsync = async function loadAsync() { return await 1; };\n` })).toEqual([]);
    expect(found({ 'm.js': whole }, { 'm.js': `${whole}\nmodule.exports.loadAsync = 1;\n` })).toEqual(['exports m.js:1']);
    expect(withoutAdditions('function(1) {loadAsync: function(1)}', 'function(1)')).toBe('function(1)');
  });
  test('in what is seen when a module is loaded', () => {
    const was = 'object {Store: function(1) with read,size, a: function(1), list: array}';
    expect(withoutAdditions('object {Store: function(1) with read,readAsync,size, a: function(1), aAsync: function(1), list: array}', was)).toBe(was);
    expect(withoutAdditions('object {Store: function(1) with read,size,wipeAsync, a: function(1), list: array}', was)).not.toBe(was);
    expect(withoutAdditions('object {Store: function(1) with read,size, a: function(1), aAsync: promise, list: array}', was)).not.toBe(was);
  });
  test('a constructor whose work a new method takes over', () => {
    expect(withoutAdditions('class(0) with load,init,save {of: function(1)}', 'class(3) with load,save {of: function(1)}')).toBe('class(3) with load,save {of: function(1)}');
    expect(withoutAdditions('object {Store: function(0) with init, a: array}', 'object {Store: function(1), a: array}')).toBe('object {Store: function(1), a: array}');
    expect(withoutAdditions('class(0) with load,save', 'class(3) with load,save')).toBe('class(0) with load,save');
    expect(withoutAdditions('class(0) with init,load', 'class(3) with load,save')).toBe('class(0) with init,load');
  });
});

describe('the eight defects of published outputs, planted into a program that was migrated right', () => {
  const before = path.join(FIXTURES, 'programs/eight-mistakes/before');
  const plant = async (file: string, ...replace: readonly (readonly [string, string])[]): Promise<string[]> => {
    const { before: old, after } = await migrated(before);
    // some are planted into what unblock made, some into what it was made from
    const bases = [after, old].map(({ files }) => files.find(({ id }) => id === file)!.text);
    const base = bases.find((one) => replace.every(([from]) => one.includes(from)));
    expect(base, `${file} holds what is to be replaced`).toBeDefined();
    const text = replace.reduce((all, [from, to]) => all.replace(from, to), base!);
    return checkMigration(old, withTexts(after, new Map([[file, text]]))).findings.filter(({ level }) => level === 'fault').map(({ code, file: where }) => `${code} ${where}`);
  };

  test('none is there before they are planted', async () => {
    const { before: old, after } = await migrated(before);
    expect(checkMigration(old, after).findings).toEqual([]);
  });
  test('.map(async …) followed by .join', async () => {
    const text = readFileSync(path.join(before, '../after/lib/list.js'), 'utf8');
    const awaited = /return (.*)\n/.exec(text)![1]!;
    expect(await plant('lib/list.js', [awaited, 'fs.readdirSync(dir).map(async (name) => name + (await fs.promises.stat(path.join(dir, name))).size).join();'])).toEqual(['promises-not-gathered lib/list.js']);
  });
  test('exports moved into an async function', async () => {
    const faults = await plant('lib/settings.js', ["const text = fs.readFileSync(require.resolve('../settings.txt'), 'utf8');", "(async () => {\nconst text = await fs.promises.readFile(require.resolve('../settings.txt'), 'utf8');"], ['length: () => text.length };', 'length: () => text.length };\n})();']);
    expect(faults).toContain('exports lib/settings.js');
  });
  test('an exported promise', async () => {
    expect(await plant('lib/version.js', ["fs.readFileSync(`${__dirname}/../settings.txt`, 'utf8').length", "(async () => (await fs.promises.readFile('settings.txt', 'utf8')).length)()"])).toContain('exported-promise lib/version.js');
  });
  test('an async constructor function', async () => {
    const faults = await plant('lib/store.js', ['function Store(file)', 'async function Store(file)'], ['fs.readFileSync', 'await fs.promises.readFile']);
    expect(new Set(faults)).toEqual(new Set(['async-constructor lib/store.js', 'async-constructor main.js']));
  });
  test('forEach made to wait inside of a callback that stayed as it was', async () => {
    expect(await plant('lib/watch.js', ['files.forEach((file) => seen.push(fs.existsSync(file)))', 'files.forEach(async (file) => seen.push(await fs.promises.access(file).then(() => true, () => false)))'])).toEqual(['async-callback lib/watch.js']);
    expect(await plant('lib/watch.js', ['() => {\n    files.forEach((file) => seen.push(fs.existsSync(file)))', '() => {\n    for (const file of files) seen.push(await fs.promises.access(file).then(() => true, () => false))'])).toEqual(['does-not-parse lib/watch.js']);
  });
  test('a read that the bundler carries out', async () => {
    expect(await plant('browser/page.js', ['function page()', 'async function page()'], ["fs.readFileSync(__dirname + '/page.html', 'utf8').trim()", "(await fs.promises.readFile(__dirname + '/page.html', 'utf8')).trim()"])).toContain('inlined-read browser/page.js');
  });
  test('a look and an act with an await between them', async () => {
    expect(await plant('lib/folders.js', ['if (!fs.existsSync(dir)) fs.mkdirSync(dir);', 'if (!(await fs.promises.access(dir).then(() => true, () => false))) await fs.promises.mkdir(dir);'])).toEqual(['check-then-act lib/folders.js']);
  });
  test('a caller that no test reaches', async () => {
    expect(await plant('scripts/print.js', ['await list(', 'list('])).toEqual(['promise-as-argument scripts/print.js']);
  });
});

describe('what unblock writes', () => {
  const check = ({ name, before, after }: Program): string[] => checkMigration(before, after).findings.map(({ level, code, file, line, message }) => `${name}: ${level} ${code} ${file}:${line} ${message}`);

  test('raises no finding in any fixture', async () => {
    expect(readdirSync(path.join(FIXTURES, 'programs')).length).toBeGreaterThan(5);
    expect([...singleFiles(), ...(await fixturePrograms())].flatMap(check)).toEqual([]);
  });

  test('with 100 random mistakes in it is told from what is right, at least 95 times', async () => {
    const mutants = [...singleFiles(), ...(await fixturePrograms())].flatMap((program) => {
      const old = new Map(program.before.files.map((file) => [file.id, file.text]));
      return program.after.files.filter(({ id, text }) => old.get(id) !== text).flatMap((file) => mutantsOf(file, { before: old.get(file.id)!, after: file.text }).map((mutant) => ({ ...mutant, program })));
    });
    const planted = MISTAKES.flatMap((mistake) => sample(mutants.filter((one) => one.mistake === mistake), 20, randomFrom(7)));
    expect(planted.length).toBe(100);
    const escaped = planted.filter(({ program, file, text }) => checkMigration(program.before, withTexts(program.after, new Map([[file, text]]))).findings.length === 0);
    expect(escaped.map(({ mistake, file, line, what }) => `${mistake} ${file}:${line} ${what}`).length, JSON.stringify(escaped.map(({ what }) => what))).toBeLessThanOrEqual(5);
  });
});

describe('versions that are added beside functions are no difference of exports', () => {
  test.each([
    ['beside an export', 'exports.load = load;', 'exports.load = load;\nexports.loadAsync = loadAsync;'],
    ['with the name without Sync', 'exports.readSync = load;', 'exports.readSync = load;\nexports.read = loadAsync;'],
    ['as a property of the function that the module is', 'module.exports = load;', 'module.exports = load;\nmodule.exports.loadAsync = loadAsync;'],
  ])('%s', (_, before, after) => {
    const load = "const fs = require('fs');\nfunction load(f) { return fs.readFileSync(f); }\n";
    const version = 'async function loadAsync(f) { return await fs.promises.readFile(f); }\n';
    expect(found({ 'm.js': load + before }, { 'm.js': load + version + after })).toEqual([]);
    expect(found({ 'm.js': load + before }, { 'm.js': load + after.replace(/loadAsync(?= ?=)|\bread(?= =)/, 'other').replaceAll('= loadAsync', '= load') })).toEqual(['exports m.js:1'].map((line) => expect.stringMatching(line.replace(/1$/, '\\d'))));
  });
  test('passed on from another module', () => {
    const config = "import fs from 'node:fs';\nexport function load(f) { return fs.readFileSync(f); }\n";
    const version = 'export async function loadAsync(f) { return await fs.promises.readFile(f); }\n';
    expect(found({ 'c.mjs': config, 'i.mjs': "export { load } from './c.mjs';\n" }, { 'c.mjs': config + version, 'i.mjs': "export { load, loadAsync } from './c.mjs';\n" })).toEqual([]);
  });
});
