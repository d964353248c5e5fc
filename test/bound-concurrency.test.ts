// bound-concurrency: the expected text for every fixture, the same program before and after, and what a bound changes and does not.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { concurrencyOf } from '../src/core/bounds.ts';
import { analyse } from '../src/pipeline.ts';
import { runtimeFunction } from '../src/rewrite/runtime/index.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, run, typeErrors } from './fixture-run.ts';
import { PROJECT, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('bound-concurrency');

const migrate = async (files: Readonly<Record<string, string>>, { concurrency = 4 as number | null, manifest = { private: true } as object } = {}) => {
  const root = tree({ 'package.json': JSON.stringify(manifest), ...files });
  return analyse({ root, publicApi: 'keep', transforms: ['bound-concurrency'], ...(concurrency !== null && { concurrency }) });
};

const inProject = (name: string): string => path.join(PROJECT, 'node_modules', name);

/** A folder with some files, in which `p-limit` is the version that the module system can load. */
function runnable(main: string): string {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`data/${String(i).padStart(2, '0')}.txt`, `text ${i}\n`]));
  return tree({ ...files, 'node_modules/p-limit': { link: inProject(main.endsWith('.mjs') ? 'p-limit' : 'p-limit3') } });
}

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input, said } = each;
  const given = said('concurrency');
  const manifest = { private: true, ...(main.endsWith('.mjs') && { type: 'module' }) };
  const analysis = await migrate({ [main]: input }, { concurrency: given === 'none' ? null : Number(given ?? 4), manifest });
  const [source, ...others] = [...analysis.changes].sort((a, b) => (a.file === main ? -1 : b.file === main ? 1 : 0));
  const after = migratedText(each, { plan: analysis.plan, changes: source ? [source] : [] });
  const before = await run(asExecutable(main, input), runnable(main));
  expect(before.stdout).not.toBe('');
  if (after === undefined) return;
  expect(others.map(({ file }) => file)).toEqual(after.includes('pLimit') ? ['package.json'] : []);
  if (others.length > 0) expect(JSON.parse(others[0]!.after)).toEqual({ ...manifest, dependencies: { 'p-limit': main.endsWith('.mjs') ? '^7.3.3' : '^3.1.0' } });
  expect(await run(asExecutable(main, after), runnable(main))).toEqual(before);
  expect((await migrate({ [main]: after }, { manifest })).changes, 'it is bounded a second time').toEqual([]);
});

testHalfStay(cases);

test('TypeScript sources and results type-check, with a version for CommonJS and one for ES modules', async () => {
  const typed = cases.find(({ name }) => name === 'typed');
  for (const [version, manifest] of [['p-limit3', { private: true }], ['p-limit', { private: true, type: 'module' }]] as const) {
    const { changes } = await migrate({ 'main.ts': typed!.input }, { manifest });
    const root = tree({ ...Object.fromEntries(changes.map(({ file, after }) => [file, after])), 'node_modules/p-limit': { link: inProject(version) } });
    expect(readFileSync(path.join(root, 'main.ts'), 'utf8')).toContain(version === 'p-limit' ? "import pLimit from 'p-limit'" : "import pLimit = require('p-limit')");
    expect(typeErrors(root), version).toEqual([]);
  }
});

test('TypeScript loops type-check', () => {
  const { input, output } = cases.find(({ name }) => name === 'turns')!;
  expect(typeErrors(tree({ 'before.ts': input, 'after.ts': readFileSync(output!, 'utf8') }))).toEqual([]);
});

/** What a program prints that has `limited` of `runtime/limited.ts`, with one of the versions of p-limit. */
function withLimited(version: string, body: string): Promise<string> {
  const text = runtimeFunction('limited').source({ lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, name: 'limited', refs: { pLimit: 'pLimit' } });
  const root = tree({ 'main.mjs': `import pLimit from 'p-limit';\n${text}\n${body}`, 'node_modules/p-limit': { link: inProject(version) } });
  return new Promise((resolve, reject) => execFile(process.execPath, [path.join(root, 'main.mjs')], (error, stdout, stderr) => (error && stdout === '' ? reject(new Error(stderr)) : resolve(stdout))));
}

/** Every element takes a while that has nothing to do with its place; what is under way is counted. */
const LIST = `
const list = Array.from({ length: 40 }, (_, i) => i);
let under = 0, most = 0;
const order = [];
const work = async (value, ...rest) => {
  most = Math.max(most, ++under);
  order.push(value);
  for (let ticks = (value * 7) % 11; ticks > 0; ticks--) await null;
  under--;
  return [value, rest.length, rest[1] === list];
};
`;

test.each(['p-limit', 'p-limit3'])('%s: results in order, all arguments, calls begun in order, never more than the bound', async (version) => {
  const out = await withLimited(version, `${LIST}
const all = await Promise.all(list.map(limited(3, work)));
console.log(JSON.stringify([all.every(([value, rest, isList], i) => value === i && rest === 2 && isList), order.join() === list.join(), most]));`);
  expect(JSON.parse(out)).toEqual([true, true, 3]);
});

test.each(['p-limit', 'p-limit3'])('%s: the first rejection in time ends the wait, the others go on as they did, and none is unhandled', async (version) => {
  const out = await withLimited(version, `${LIST}
process.on('unhandledRejection', () => console.log('unhandled'));
const failing = async (value) => {
  await work(value);
  if (value === 4 || value === 9) throw new Error(String(value));
};
const ended = await Promise.all(list.map(limited(3, failing))).then(() => 'none', ({ message }) => message);
const begun = order.length;
while (order.length < list.length || under > 0) await null;
await new Promise((resolve) => setImmediate(resolve));
console.log(JSON.stringify([ended, begun < list.length, order.length]));`);
  expect(JSON.parse(out)).toEqual(['4', true, 40]);
});

test.each(['p-limit', 'p-limit3'])('%s: what throws before there is a promise begins nothing more, as map does', async (version) => {
  const out = await withLimited(version, `${LIST}
const throwing = (value) => {
  if (value === 7) throw new Error('at once');
  return work(value);
};
const ended = await Promise.all(list.map(limited(3, throwing))).then(() => 'none', ({ message }) => message);
for (let ticks = 0; ticks < 200; ticks++) await null;
console.log(JSON.stringify([ended, order.join()]));`);
  expect(JSON.parse(out)).toEqual(['at once', '0,1,2,3,4,5,6']);
});

test.each(['p-limit', 'p-limit3'])('%s: calls within calls end, because each list has a limiter of its own', async (version) => {
  const out = await withLimited(version, `
const nested = async (depth) => (depth === 0 ? 1 : (await Promise.all([1, 2, 3].map(limited(1, () => nested(depth - 1))))).reduce((a, b) => a + b));
console.log(await nested(4));`);
  expect(out).toBe('81\n');
});

/** What a program prints that has one of the functions by which turns of a loop run together. */
function withLoop(name: string, body: string): Promise<string> {
  const text = runtimeFunction(name).source({ lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, name, refs: {} });
  const root = tree({ 'main.mjs': `${text}\nprocess.on('unhandledRejection', () => console.log('unhandled'));\n${body}` });
  return new Promise((resolve, reject) => execFile(process.execPath, [path.join(root, 'main.mjs')], (error, stdout, stderr) => (error && stdout === '' ? reject(new Error(stderr)) : resolve(stdout))));
}

test('ahead: for every failure point and bound, the same is kept and thrown as by the loop that waits in each turn, and no more than the bound are under way', async () => {
  const out = await withLoop('ahead', `${LIST}
const ended = async (failing, loop) => {
  const out = [];
  const read = async (value) => {
    await work(value);
    // a later one fails first in time
    if (failing.includes(value)) throw new Error(String(value));
    return value;
  };
  try {
    await loop(read, out);
  } catch (error) {
    out.push(error.message);
  }
  while (under > 0) await null;
  return out.join();
};
const inTurn = async (read, out) => { for (const each of list) out.push(await read(each)); };
let wrong = 0;
for (const bound of [1, 2, 3, 7, 40, 100]) {
  for (let at = 0; at <= list.length; at++) {
    for (const failing of [[at], [at, at + 1], [at, at + 5, at + 6]]) {
      const before = await ended(failing, inTurn);
      most = 0;
      const after = await ended(failing, async (read, out) => { for (const [each, next] of ahead(bound, list, (value) => read(value))) out.push(await next()); });
      if (before !== after || most > bound || (most < 2 && bound > 1 && at > 0)) wrong++;
    }
  }
}
await new Promise((resolve) => setImmediate(resolve));
console.log(wrong);`);
  expect(out).toBe('0\n');
});

test('eachFailFast: in order, no more than the bound; after a failure nothing more is begun, and the list is closed', async () => {
  const out = await withLoop('eachFailFast', `${LIST}
let closed = 0;
const given = function* () {
  try {
    yield* list;
  } finally {
    closed++;
  }
};
await eachFailFast(3, given(), work);
console.log(order.join() === list.join(), most, under, closed);
order.length = 0;
const failing = async (value) => {
  await work(value);
  if (value === 4 || value === 9) throw new Error(String(value));
};
const message = await eachFailFast(3, given(), failing).then(() => 'none', (error) => error.message);
const begun = order.length;
while (under > 0) await null;
for (let ticks = 0; ticks < 200; ticks++) await null;
console.log(message, order.length === begun, begun < 9, closed);
await eachFailFast(3, [], work);
console.log(await eachFailFast(3, (function* () { yield 1; throw new Error('the list'); })(), work).catch((error) => error.message));`);
  expect(out).toBe('true 3 0 1\n4 true true 2\nthe list\n');
});

test('eachSettleAll: all are begun and waited for, then the first failure in the list is thrown', async () => {
  const out = await withLoop('eachSettleAll', `${LIST}
const failing = async (value) => {
  await work(value);
  if (value === 4 || value === 9 || value === 11) throw value === 4 ? undefined : new Error(String(value));
};
const ended = await eachSettleAll(5, list, failing).then(() => 'none', (error) => \`failed: \${error}\`);
console.log(ended, order.join() === list.join(), most, under);
console.log(await eachSettleAll(5, list.slice(5), failing).catch((error) => error.message), under, order.length);
console.log(await eachSettleAll(3, (function* () { yield 1; throw new Error('the list'); })(), work).catch((error) => error.message), under);`);
  expect(out).toBe('failed: undefined true 5 0\n9 0 75\nthe list 0\n');
});

test('a program that runs out of files does so no longer', async () => {
  const { input, output } = cases.find(({ name }) => name === 'example')!;
  const root = runnable('main.cjs');
  const ended = (text: string): Promise<string> => {
    writeFileSync(path.join(root, 'sizes.cjs'), text);
    writeFileSync(path.join(root, 'main.cjs'), "require('./sizes.cjs').sizes(Array.from({ length: 400 }, () => __filename)).then((all) => console.log(all.length), ({ code }) => console.log(code));\n");
    return new Promise((resolve) => execFile('sh', ['-c', 'ulimit -n 80; exec "$0" main.cjs', process.execPath], { cwd: root }, (_, stdout) => resolve(stdout)));
  };
  expect(await ended(input)).toBe('EMFILE\n');
  expect(await ended(readFileSync(output!, 'utf8'))).toBe('400\n');
});

test('the version goes by the module system and the Node versions of a package, and one that is there stays', async () => {
  const file = "const { stat } = require('fs/promises');\nexports.f = async (list) => await Promise.all(list.map((each) => stat(each)));\n";
  const module = "import { stat } from 'fs/promises';\nexport const f = async (list) => await Promise.all(list.map((each) => stat(each)));\n";
  const rangeOf = async (files: Record<string, string>, manifest: object): Promise<unknown> => {
    const { plan, changes } = await migrate(files, { manifest });
    const [refused] = plan.sites.flatMap(({ reason }) => reason ?? []);
    const json = changes.find(({ file: name }) => name === 'package.json');
    return refused ?? (json ? JSON.parse(json.after).dependencies['p-limit'] : 'as it is');
  };
  expect(await rangeOf({ 'a.js': file }, {})).toBe('^3.1.0');
  expect(await rangeOf({ 'a.mjs': module }, { engines: { node: '>=20' } })).toBe('^7.3.3');
  expect(await rangeOf({ 'a.js': module }, { type: 'module', engines: { node: '>=18' } })).toBe('^6.2.0');
  expect(await rangeOf({ 'a.js': module }, { type: 'module', engines: { node: '>=16' } })).toBe('^3.1.0');
  expect(await rangeOf({ 'a.js': module }, {}), 'it may be compiled').toBe('^3.1.0');
  expect(await rangeOf({ 'a.mjs': module, 'b.js': file }, {}), 'one version for a package').toBe('^3.1.0');
  expect(await rangeOf({ 'a.js': file }, { engines: { node: '>=8' } })).toBe('bound-old-node');
  expect(await rangeOf({ 'a.js': file }, { dependencies: { 'p-limit': '^2.3.0' } })).toBe('as it is');
  expect(await rangeOf({ 'a.mjs': module }, { devDependencies: { 'p-limit': '^4.0.0' } }), 'needed when it runs').toBe('^4.0.0');
  expect(await rangeOf({ 'a.js': file }, { dependencies: { 'p-limit': '^5.0.0' } })).toBe('bound-module-format');
});

test('what a bound may be', () => {
  expect(['16', '1', '0', '-1', '1.5', 'many', '', '1000000'].map(concurrencyOf)).toEqual([16, 1, undefined, undefined, undefined, undefined, undefined, undefined]);
});
