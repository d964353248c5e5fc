// Reading only what decisions depend on gives the plan that reading everything gives, and leaves the rest unread.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWhatMatters, type Reading } from '../src/demand/read.ts';
import { analyse } from '../src/pipeline.ts';
import { scan } from '../src/scan/scan.ts';
import { FIXTURES } from './fixture-run.ts';
import { tree } from './temporary.ts';

const repository = (files: Readonly<Record<string, string>>): string => tree({ 'package.json': '{"name":"it","private":true}', ...files });

const planOf = async (root: string, reading: Reading): Promise<unknown> => {
  const { plan } = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'], reading });
  return plan;
};

/** Files that are parsed when only what matters is. */
async function parsed(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = repository(files);
  expect(await planOf(root, 'demanded')).toEqual(await planOf(root, 'everything'));
  const { program: { linked } } = await readWhatMatters(await scan(root), { reading: 'demanded', publicIsSeen: () => true, onProgress: () => {} });
  const deferred = (index: number): boolean => linked.files[index]!.constraints.some((c) => c[0] === 'global' && c[2].startsWith('deferred#'));
  return linked.files.flatMap(({ file }, index) => (deferred(index) ? [] : [file]));
}

test.each(readdirSync(path.join(FIXTURES, 'programs')))('the plan for %s is the same', async (name) => {
  const root = path.join(FIXTURES, 'programs', name, 'before');
  expect(await planOf(root, 'demanded')).toEqual(await planOf(root, 'everything'));
});

const main = "const fs = require('fs');\nconst lib = require('./lib');\n";
const program = (more: string): string => `${main}function read() { return fs.readFileSync('x', 'utf8'); }\n${more}\n`;

describe('a file is left unread when', () => {
  test('the repository blocks nowhere', async () => {
    expect(await parsed({ 'main.js': "require('./lib').run();", 'lib.js': 'exports.run = () => 1;' })).toEqual([]);
  });

  test('it is only called, with plain values', async () => {
    expect(await parsed({ 'main.js': program('console.log(lib.trim(read()));'), 'lib.js': 'exports.trim = (text) => text.trim();' })).toEqual(['main.js']);
  });

  test('it is not connected', async () => {
    expect(await parsed({ 'main.js': program('console.log(read());'), 'lib.js': 'exports.a = 1;', 'other/x.js': "require('./y')();", 'other/y.js': 'module.exports = () => 1;' })).toEqual(['main.js']);
  });
});

describe('a file is read when', () => {
  const reads = async (files: Readonly<Record<string, string>>): Promise<void> => expect(await parsed(files)).toContain('lib.js');

  test('handlers are registered, and it calls next before it is done', () => reads({
    'main.js': "const fs = require('fs');\nconst app = require('express')();\napp.use(require('./lib').log);\napp.get('/', (req, res) => res.send(fs.readFileSync('x')));\napp.listen(0);\n",
    'lib.js': 'exports.log = (req, res, next) => {\n  next();\n  console.log(res.statusCode);\n};\n',
  }));

  test('it is handed a function that would wait', () => reads({ 'main.js': program('lib.each([1], () => read());'), 'lib.js': 'exports.each = (list, f) => list.forEach(f);' }));

  test('it is handed an object with a method that would wait, under a common name', () =>
    reads({ 'main.js': `${main}class Store { load() { return fs.readFileSync('x', 'utf8'); } }\nconsole.log(lib.use(new Store()));`, 'lib.js': 'exports.use = (store) => store.load().length;' }));

  test('what it gives back may be what blocks', () => reads({ 'main.js': `${main}console.log(lib.fs.readFileSync('x'));`, 'lib.js': "exports.fs = require('fs');" }));

  test('it is handed the blocking function', () => reads({ 'main.js': `${main}console.log(lib.call(fs.readFileSync));`, 'lib.js': "exports.call = (f) => f('x');" }));

  test('it may put something else in the place of what blocks', () =>
    reads({ 'main.js': `${main}const self = {};\nlib.fill(self);\nfunction read() { return self.fs.readFileSync('x'); }\nconsole.log(read());`, 'lib.js': "exports.fill = (self) => { self.fs = require('fs'); };" }));

  test('it sets what a call may use instead', () =>
    reads({ 'main.js': `${main}const options = {};\nlib.fill(options);\nconst go = options.go || fs.readFileSync;\nconsole.log(go('x'));`, 'lib.js': 'exports.fill = (options) => { options.go = () => 1; };' }));

  test('its base class calls what a subclass adds', () =>
    reads({ 'main.js': `${main}class Mine extends lib.Base { load() { return fs.readFileSync('x', 'utf8'); } }\nnew Mine().run();`, 'lib.js': 'exports.Base = class { run() { console.log(this.load().length); } };' }));

  test('it decides whether a promise is given back', () => reads({ 'main.js': `${main}function go() { fs.readFileSync('x'); return lib.later(); }\ngo();`, 'lib.js': 'exports.later = async () => 1;' }));

  test('it calls something unknown by the name of a function that would wait', () =>
    reads({ 'main.js': `${main}exports.loadThings = () => fs.readFileSync('x');\nexports.loadThings();`, 'lib.js': 'exports.go = (x) => JSON.parse(x).plugin.loadThings();' }));

  test('it sets a global variable that is used', () => reads({ 'main.js': program('reader = read;\nlib.go();'), 'lib.js': 'exports.go = () => reader();' }));

  test('it takes the other side of a global variable', () => reads({ 'main.js': program('lib.go();\nreader(read);'), 'lib.js': 'exports.go = () => { reader = (f) => f(); };' }));

  test('it names the function with an escape', () => reads({ 'main.js': "require('./lib').go();", 'lib.js': "exports.go = () => require('fs').read\\u0046ileSync('x');" }));

  test('it replaces the module for a test', () => reads({ 'main.js': program('console.log(read());'), 'lib.js': "jest.mock('fs');" }));

  test('it imports what matters, by whatever loader', () => reads({ 'main.js': program('exports.read = read;'), 'lib.js': "load('./main').read();" }));

  test('it watches files', () => reads({ 'main.js': program("function write() { fs.writeFileSync('a', ''); fs.writeFileSync('b', ''); }\nwrite();"), 'lib.js': "require('chokidar').watch('.');" }));

  test('tests are registered through it', () => reads({ 'main.js': `${main}fs.readFileSync('x');\nlib.describe('it', () => {});`, 'lib.js': "exports.describe = require('mocha').describe;" }));

  test('a callback that waits leads to it, and it may change what others see', () =>
    reads({ 'main.js': `${main}setTimeout(() => { fs.readFileSync('x'); lib.note(); }, 1);`, 'lib.js': 'let state = 0;\nexports.note = () => { state++; };' }));

  test('it adds to the exports of a script', () => reads({ 'main.js': `${main}lib.fill(exports);\nfs.readFileSync('x');`, 'lib.js': 'exports.fill = (into) => { into.a = 1; };' }));
});
