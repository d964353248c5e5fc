// add-timeouts: the expected text for every fixture, and the same program before and after where nothing takes too long.
import { expect, test, vi } from 'vitest';
import { deadlineValues, type DeadlinePolicy } from '../src/core/deadlines.ts';
import { plannedOf } from '../src/api/planned.ts';
import { analyse } from '../src/pipeline.ts';
import { palette } from '../src/preview/palette.ts';
import { explanation } from '../src/preview/why.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { folder, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const GENEROUS = 'http=60s,exec=1m,dns=60s,net=60s,db=60s,fs=60s,timers=60s,stream=60s,events=60s';

const cases = casesOf('add-timeouts');

function policyOf(text = GENEROUS, constants = false): DeadlinePolicy {
  const given = deadlineValues(text);
  if ('wrong' in given) throw new Error(given.wrong);
  return { values: given.values, ...(constants && { constants: true as const }) };
}

const migrate = async (files: Readonly<Record<string, string>>, timeouts = policyOf(), manifest: object = { private: true }) => {
  const root = tree({ 'package.json': JSON.stringify(manifest), ...files });
  return analyse({ root, publicApi: 'keep', transforms: ['add-timeouts'], timeouts });
};

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input, said } = each;
  const policy = policyOf(said('timeouts'), /^\/\/ constants$/m.test(input));
  const after = migratedText(each, await migrate({ [main]: input }, policy));
  const root = folder();
  withData(root);
  const before = await run(asExecutable(main, input), root);
  if (after === undefined) return;
  expect(before.stdout).not.toBe('');
  const copy = folder();
  withData(copy);
  expect(await run(asExecutable(main, after), copy)).toEqual(before);
  expect((await migrate({ [main]: after }, policy)).changes, 'it gets deadlines a second time').toEqual([]);
});

testHalfStay(cases);
testTypes(cases);

const LOAD = "const load = async (url) => (await fetch(url)).text();\nmodule.exports = { load };\n";
const reasonsOf = async (files: Readonly<Record<string, string>>, manifest?: object) => (await migrate(files, policyOf(), manifest)).plan.sites.map(({ file, reason, outcome }) => `${file} ${reason ?? outcome}`);

test('without any value nothing is changed, and every site says which value is missing', async () => {
  const { plan, changes } = await migrate({ 'index.js': LOAD }, { values: {} });
  expect(changes).toEqual([]);
  expect(plan.sites.map(({ reason, message }) => [reason, message])).toEqual([['deadline-no-value', 'fetch can take for ever, and no deadline is set for http: without one nothing is changed']]);
});

test('a package that runs on an old Node stays, and one that does not say is taken for a new one', async () => {
  expect(await reasonsOf({ 'index.js': LOAD }, { engines: { node: '>=16' } })).toEqual(['index.js deadline-old-node']);
  expect(await reasonsOf({ 'index.js': LOAD }, { engines: { node: '>=18' } })).toEqual(['index.js migrated']);
  expect(await reasonsOf({ 'index.js': LOAD })).toEqual(['index.js migrated']);
});

test('calls of what a test mocks stay, and so do calls in tests; a race changes no argument', async () => {
  const mocked = "const sinon = require('sinon');\nsinon.stub(global, 'fetch');\nit('loads', async () => { await fetch('x'); });\n";
  expect(await reasonsOf({ 'index.js': LOAD, 'test/load.test.js': mocked })).toEqual(['index.js deadline-stubbed', 'test/load.test.js deadline-in-test']);
  const resolved = "const { lookup } = require('dns/promises');\nexports.f = async () => await lookup('x');\n";
  expect(await reasonsOf({ 'index.js': resolved, 'test/f.test.js': "vi.mock('dns/promises'); lookup;\n" })).toEqual(['index.js migrated']);
  const replacing = "global.fetch = require('node-fetch');\n";
  expect(await reasonsOf({ 'index.js': LOAD, 'setup.js': replacing })).toEqual(['index.js deadline-stubbed']);
});

test('handlers that hide a timeout are named, those that hand it on are not', async () => {
  const hidden = async (body: string) => (await migrate({ 'index.js': `const f = async (url, log) => { ${body} };\nmodule.exports = f;\n` })).plan.notes?.map(({ code }) => code) ?? [];
  expect(await hidden('try { return await fetch(url); } catch { return undefined; }')).toEqual(['swallows-timeout']);
  expect(await hidden('try { return await fetch(url); } catch (error) { console.log(error.message); }')).toEqual(['swallows-timeout']);
  expect(await hidden('try { return await (await fetch(url)).text(); } catch (error) { console.error(error); }')).toEqual(['swallows-timeout']);
  expect(await hidden('return fetch(url).catch(() => undefined);')).toEqual(['swallows-timeout']);
  expect(await hidden('try { return await fetch(url); } catch (error) { throw new Error(url, { cause: error }); }')).toEqual([]);
  expect(await hidden('try { return await fetch(url); } catch (error) { return { error }; }')).toEqual([]);
  expect(await hidden('try { return await fetch(url); } finally { log(url); }')).toEqual([]);
  expect(await hidden('return await fetch(url).then(() => true, () => false);')).toEqual(['swallows-timeout']);
  expect(await hidden('return fetch(url).then((r) => r.ok).catch(() => false);')).toEqual(['swallows-timeout']);
  expect(await hidden('return fetch(url).then((r) => r.ok).catch(log);')).toEqual([]);
});

test('explain says how a deadline is overruled, and how one is given', async () => {
  const { plan } = await migrate({ 'index.js': `${LOAD}exports.read = async () => await require('fs/promises').readFile('a');\n` }, { values: { http: 1000 } });
  const [fetched, read] = plan.files['index.js']!.decisions;
  const said = (decision: NonNullable<typeof read>) => explanation(decision, plannedOf({ plan, changes: [] }).explainer, { colours: palette(false), width: 200 });
  expect(said(fetched!)).toEqual(['index.js:1  fetch() gets a deadline of 1 s', '  fetch can take as long as it likes  index.js:1  -> a deadline of 1 s', '  to overrule: // unblock: no-timeout above index.js:1 (spares 1 change)']);
  expect(said(read!).at(-1)).toBe('  to overrule: // unblock: timeout 10s above index.js:3');
});

test('a shell that may start more is named', async () => {
  const shells = async (command: string) => (await migrate({ 'index.js': `const run = require('util').promisify(require('child_process').exec);\nexports.f = async (x) => await run(${command});\n` })).plan.notes?.map(({ code }) => code) ?? [];
  expect(await shells("'git status'")).toEqual([]);
  expect(await shells("'a & wait'")).toEqual(['shell-children']);
  expect(await shells('x')).toEqual(['shell-children']);
});

test('directives: another value, a value that is none, and one that changes nothing', async () => {
  const { plan, changes } = await migrate({ 'index.js': "// unblock: timeout 1.5s\nexports.load = async (url) => (await fetch(url)).text();\n\n// unblock: timeout soon\nexports.other = async (url) => (await fetch(url)).text();\n\n// unblock: no-timeout\nexports.last = 1;\n" });
  expect([...changes[0]!.after.matchAll(/timeout\((\d+)\)/g)].map(([, ms]) => ms)).toEqual(['1500', '60000']);
  expect(plan.notes?.map(({ line, message }) => `${line} ${message}`)).toEqual(["4 'unblock: timeout soon' names no time: 500ms, 10s, 2m and 1h are", "7 'unblock: no-timeout' changes nothing here"]);
});

test('what a name means is what counts: shadowed functions, a hidden AbortSignal', async () => {
  const own = "const fetch = async (url) => url;\nexports.load = async (url) => await fetch(url);\n";
  expect((await migrate({ 'index.js': own })).plan.sites).toEqual([]);
  const hidden = "const { AbortSignal } = require('abort-controller');\nexports.load = async (url) => await fetch(url);\nexports.AbortSignal = AbortSignal;\n";
  expect((await migrate({ 'index.js': hidden })).changes[0]!.after).toContain('fetch(url, { signal: globalThis.AbortSignal.timeout(60000) })');
});

test('a deadline that brings a type error stays away, with the words of the compiler', async () => {
  const { plan, changes } = await migrate({
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "skipLibCheck": true, "target": "es2022", "module": "nodenext", "types": [] }, "include": ["*.ts"] }',
    'globals.d.ts': 'declare function fetch(url: string, options?: { method: string }): Promise<string>;\n',
    'main.ts': "export const load = async (url: string): Promise<string> => await fetch(url, { method: 'GET' });\n",
  });
  expect(changes).toEqual([]);
  expect(plan.sites.map(({ reason }) => reason)).toEqual(['type-error']);
});

test.each([
  ['http=10s,exec=1.5m', { http: 10_000, exec: 90_000 }],
  ['function:db.load=500ms', { 'function:db.load': 500 }],
  ['http=10', 'http=10'],
  ['web=10s', 'web=10s'],
  ['http=0s', 'http=0s'],
  ['http=30h,exec=999h', 'exec=999h'],
])('%s', (text, expected) => {
  const given = deadlineValues(text);
  expect('wrong' in given ? given.wrong : given.values).toEqual(expected);
});
