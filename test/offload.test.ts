// offload-to-worker as a whole: what is created, saved, written, taken back, and found again by the next run.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { patchOf } from '../src/preview/patch.ts';
import { unitsOf } from '../src/preview/units.ts';
import { planFrom, planText } from '../src/plan/plan-json.ts';
import { analyse, changesForPlan } from '../src/pipeline.ts';
import { addDependency } from '../src/rewrite/offload/manifest.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { runCli, type CliRun } from './cli-run.ts';
import { run, typeErrors } from './fixture-run.ts';
import { installed } from './temporary.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{\n\t"private": true,\n\t"dependencies": {\n\t\t"zod": "1.0.0"\n\t}\n}\n',
  'lib/sums.js': "function sum(numbers) {\n  return numbers.reduce((all, n) => all + n, 0);\n}\n\n// unblock: offload\nfunction product(numbers) {\n  return numbers.reduce((all, n) => all * n, 1);\n}\n\nmodule.exports = { sum, product };\n",
  'main.js': "const { sum, product } = require('./lib/sums.js');\n\nfunction main() {\n  console.log(sum([1, 2, 3]), product([4, 5]));\n}\n\nmain();\n",
};

const repository = (files: Readonly<Record<string, string>> = FILES): string => installed(files);

const unblock = (root: string, ...argv: string[]): Promise<CliRun> => runCli(root, argv);
const read = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');
const options = (root: string, offload: readonly string[] = []) => ({ root, publicApi: 'break' as const, transforms: ['offload-to-worker'], offload });

test('a plan tells of the files that it creates, is saved, and makes them again', async () => {
  const root = repository();
  const { plan, changes } = await analyse(options(root));
  expect(plan.generated).toEqual([
    ...['transfer', 'pool', 'worker', 'index'].map((name) => ({ file: `lib/offload/${name}.js`, creates: true })),
    { file: 'package.json', creates: false },
  ]);
  expect(changes.map(({ file, creates = false }) => [file, creates])).toEqual([
    ['lib/offload/index.js', true], ['lib/offload/pool.js', true], ['lib/offload/transfer.js', true], ['lib/offload/worker.js', true], ['main.js', false], ['package.json', false],
  ]);
  const again = planFrom(planText(plan));
  if (typeof again === 'string' || !('plan' in again)) throw new Error('the plan is none');
  expect(await changesForPlan(root, again.plan)).toEqual(changes);
  expect(unitsOf(plan, changes).map((unit) => unit.changes.length)).toEqual([6]);
});

test('git applies the patch', async () => {
  const root = repository();
  const { changes } = await analyse(options(root));
  const copy = repository();
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  writeFileSync(path.join(copy, 'all.patch'), changes.map(patchOf).join(''));
  execFileSync('git', ['apply', 'all.patch'], { cwd: copy });
  for (const { file, after } of changes) expect(read(copy, file)).toBe(after);
});

test('written, run, found again, extended by a second function, and taken back', async () => {
  const root = repository();
  const before = await run({ file: 'main.js' }, root);
  const first = await unblock(root, 'run', 'offload-to-worker', '--public-api', 'break', '--write');
  expect(first.code).toBe(0);
  expect(first.err).toContain('run npm install');
  expect(await run({ file: 'main.js' }, root)).toEqual(before);
  expect(read(root, 'package.json')).toBe('{\n\t"private": true,\n\t"dependencies": {\n\t\t"piscina": "^5.3.2",\n\t\t"zod": "1.0.0"\n\t}\n}\n');

  const again = await analyse(options(root));
  expect([again.changes, again.plan.notes]).toEqual([[], undefined]);

  const pool = read(root, 'lib/offload/pool.js');
  const second = await unblock(root, 'run', '--offload', 'lib/sums.js:sum', '--public-api', 'break', '--write', '--allow-dirty');
  expect(second.code).toBe(0);
  expect(read(root, 'lib/offload/pool.js')).toBe(pool);
  expect(read(root, 'lib/offload/worker.js')).toContain("const tasks = {\n  sum: require('../sums.js').sum,\n  product: require('../sums.js').product,\n};");
  expect(read(root, 'main.js')).toContain('await sumInWorker([1, 2, 3]), await productInWorker([4, 5])');
  expect(await run({ file: 'main.js' }, root)).toEqual(before);

  expect((await unblock(root, 'undo')).code).toBe(0);
  expect((await unblock(root, 'undo')).code).toBe(0);
  expect(existsSync(path.join(root, 'lib/offload'))).toBe(false);
  for (const [file, text] of Object.entries(FILES)) expect(read(root, file)).toBe(text);
});

test('--all leaves it out unless a function is named', async () => {
  const plain = { ...FILES, 'lib/sums.js': FILES['lib/sums.js']!.replace('// unblock: offload\n', '') };
  expect((await unblock(repository(plain), 'plan', '--all')).out).not.toContain('offload');
  const root = repository(FILES);
  expect((await unblock(root, 'plan', '--all', '--json')).out).not.toContain('InWorker');
  expect((await unblock(root, 'plan', '--all', '--public-api', 'break', '--offload', 'lib/sums.js:sum')).out).toContain('2 offloadable calls');
});

test('a name that leads nowhere is a mistake', async () => {
  for (const [given, why] of [['lib/sums.js:nothing', 'no function nothing'], ['lib/none.js:sum', 'no source file'], ['sum', '<file>:<function>']] as const) {
    const { code, err } = await unblock(repository(), 'plan', '--offload', given);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  }
});

test('two functions of one name get names of their own, and keep them', async () => {
  const one = 'exports.size = function size(text) {\n  return text.length;\n};\n';
  const root = repository({
    'package.json': '{}', 'lib/a.js': one, 'lib/b.js': one.replace('text.length', 'text.length * 2'),
    'main.js': "const a = require('./lib/a.js');\nconst b = require('./lib/b.js');\n\nfunction main() {\n  console.log(a.size('x'), b.size('x'));\n}\n\nmain();\n",
  });
  const before = await run({ file: 'main.js' }, root);
  const { code } = await unblock(root, 'run', '--offload', 'lib/a.js:size', '--offload', 'lib/b.js:size', '--public-api', 'break', '--write');
  expect(code).toBe(0);
  expect(read(root, 'main.js')).toContain("await sizeInWorker('x'), await size2InWorker('x')");
  expect(await run({ file: 'main.js' }, root)).toEqual(before);
});

test('TypeScript: the bridge has the types of the functions, and the result type-checks', async () => {
  const sources = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "noUncheckedIndexedAccess": true, "skipLibCheck": true, "types": ["node"] } }',
    'src/longest.ts': 'export interface Found { readonly word: string; readonly at: number }\n\nexport function longest(words: readonly string[]): Found {\n  let at = 0;\n  for (const [index, word] of words.entries()) if (word.length > words[at]!.length) at = index;\n  return { word: words[at]!, at };\n}\n',
    'src/main.ts': "import { longest, type Found } from './longest.js';\n\nfunction show(words: string[]): string {\n  const found: Found = longest(words);\n  return found.word.toUpperCase();\n}\n\nconsole.log(show([process.title, process.version]));\n",
  };
  const root = repository(sources);
  const { plan, changes } = await analyse(options(root, ['src/longest.ts:longest']));
  expect(plan.sites.map(({ outcome }) => outcome)).toEqual(['migrated']);
  expect(changes.find(({ file }) => file === 'src/main.ts')!.after).toContain('const found: Found = await longestInWorker(words);');
  for (const { file, after } of changes) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), after);
  }
  expect(typeErrors(path.join(root, 'src'))).toEqual([]);
});

test('what a test adds to a module is not there in a worker', async () => {
  const root = repository({
    'package.json': '{ "private": true }',
    'lib/total.js': 'function sum(numbers) {\n  return numbers.reduce((all, n) => all + n, 0);\n}\n\nexports.total = function total(numbers) {\n  return sum(numbers);\n};\n',
    'lib/total.test.js': "const rewire = require('rewire');\nconst lib = rewire('./total.js');\n\nlib.sum = lib.__get__('sum');\nlib.sum([1]);\n",
    'main.js': "const lib = require('./lib/total.js');\n\nfunction main() {\n  console.log(lib.total([1, 2]));\n}\n\nmain();\n",
  });
  const { plan, changes } = await analyse(options(root, ['lib/total.js:sum']));
  expect(plan.offloads).toMatchObject([{ name: 'sum', refused: { code: 'offload-not-exported' } }]);
  expect(changes).toEqual([]);
  // nor is what it puts in the place of a variable
  expect((await analyse(options(root, ['lib/total.js:total']))).plan.offloads).toMatchObject([{ name: 'total', refused: { code: 'offload-mocked' } }]);
});

test('TypeScript that is compiled to CommonJS: the bridge is of that format, and runs', async () => {
  const root = repository({
    'package.json': '{ "private": true }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "skipLibCheck": true, "types": ["node"] } }',
    'src/longest.ts': 'export function longest(words: readonly string[]): string {\n  return words.reduce((found, word) => (word.length > found.length ? word : found), \'\');\n}\n',
    'src/main.ts': "import { longest } from './longest.js';\n\nfunction show(words: string[]): void {\n  console.log(longest(words));\n}\n\nshow(['a', 'abc', 'ab']);\n",
  });
  const { changes } = await analyse(options(root, ['src/longest.ts:longest']));
  expect(changes.map(({ file }) => file)).toContain('src/offload/pool.ts');
  for (const { file, after } of changes) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), after);
  }
  expect(typeErrors(path.join(root, 'src'))).toEqual([]);
  for (const file of ['main', 'longest', 'offload/index', 'offload/pool', 'offload/transfer', 'offload/worker']) {
    const { outputText } = ts.transpileModule(read(root, `src/${file}.ts`), { fileName: `src/${file}.ts`, compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
    mkdirSync(path.join(root, 'dist/offload'), { recursive: true });
    writeFileSync(path.join(root, `dist/${file}.js`), outputText);
  }
  const counted = "const { counts } = require('./offload/index.js');\nrequire('./main.js');\nprocess.on('exit', () => console.log(JSON.stringify(counts)));\n";
  expect(await run({ file: 'dist/counted.js', text: counted }, root)).toEqual({ stdout: 'abc\n{"inWorker":1,"here":0}\n', exitCode: 0 });
});

test.each([
  ['{}', '{ "dependencies": { "p": "1" } }'],
  ['{"a":1}', '{"a":1, "dependencies": { "p": "1" }}'],
  ['{\n  "dependencies": {}\n}\n', '{\n  "dependencies": {\n    "p": "1"\n  }\n}\n'],
  ['{\r\n    "name": "x"\r\n}\r\n', '{\r\n    "name": "x",\r\n    "dependencies": {\r\n        "p": "1"\r\n    }\r\n}\r\n'],
  ['{\n  "dependencies": {\n    "a": "1",\n    "z": "1"\n  }\n}', '{\n  "dependencies": {\n    "a": "1",\n    "p": "1",\n    "z": "1"\n  }\n}'],
  ['{\n  "dependencies": {\n    "a": "1"\n  },\n  "devDependencies": { "p": "2" }\n}', '{\n  "dependencies": {\n    "a": "1",\n    "p": "1"\n  },\n  "devDependencies": { "p": "2" }\n}'],
  ['\uFEFF{\n  "name": "x"\n}\n', '\uFEFF{\n  "name": "x",\n  "dependencies": {\n    "p": "1"\n  }\n}\n'],
  ['{ "peerDependencies": { "p": "^1" } }', '{ "peerDependencies": { "p": "^1" } }'],
  ['not json', 'not json'],
])('a dependency goes where it belongs: %j', (before, after) => {
  const result = applyEdits(before, addDependency(before, 'p', '1'));
  expect(result).toBe(after);
  if (before !== 'not json') JSON.parse(result.replace('\uFEFF', ''));
});
