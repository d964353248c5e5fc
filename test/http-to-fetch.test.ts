// http-to-fetch: the expected text for every fixture, which prints the same before and after.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, run, typeErrors, withData } from './fixture-run.ts';
import { folder, installed } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('http-to-fetch');

const migrate = async (files: Readonly<Record<string, string>>, manifest: object = { private: true }) => {
  // with the types of Node
  const root = installed({ 'package.json': JSON.stringify(manifest), ...files });
  return analyse({ root, publicApi: 'keep', transforms: ['http-to-fetch'] });
};

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input, extension } = each;
  const after = migratedText(each, await migrate({ [main]: input }));
  if (after === undefined) return;
  const outputs: string[] = [];
  for (const text of [input, after]) {
    const root = folder();
    withData(root);
    const { stdout, exitCode } = await run(asExecutable(main, text), root);
    expect(exitCode).toBe(0);
    expect(stdout).not.toBe('');
    outputs.push(stdout);
    if (extension !== '.ts') continue;
    const typed = folder();
    writeFileSync(path.join(typed, main), text);
    expect(typeErrors(typed)).toEqual([]);
  }
  expect(outputs[1]).toBe(outputs[0]);
  expect((await migrate({ [main]: after })).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);

const SIMPLE = "const http = require('http');\nmodule.exports = () => new Promise((resolve, reject) => {\n  http.get('http://localhost/', (res) => {\n    res.resume();\n    res.on('end', resolve);\n  }).on('error', reject);\n});\n";
const reasonsOf = async (files: Readonly<Record<string, string>>, manifest?: object): Promise<(string | undefined)[]> => (await migrate(files, manifest)).plan.sites.map(({ reason }) => reason);

test('what answers requests in tests would not see a fetch', async () => {
  expect(await reasonsOf({ 'lib.js': SIMPLE })).toEqual([undefined]);
  expect(await reasonsOf({ 'lib.js': SIMPLE, 'test/lib.test.js': "require('nock')('http://localhost').get('/').reply(200);\n" })).toEqual(['http-stubbed']);
  expect(await reasonsOf({ 'lib.js': SIMPLE, 'test/lib.test.js': "require('sinon').stub(require('http'), 'get');\n" })).toEqual(['http-stubbed']);
});

test('what takes the place of a package in tests would not see a fetch', async () => {
  const lib = "const request = require('request');\nmodule.exports = (url) => new Promise((resolve, reject) => request(url, (err, res, body) => (err ? reject(err) : resolve(body))));\n";
  expect(await reasonsOf({ 'lib.js': lib })).toEqual([undefined]);
  expect(await reasonsOf({ 'lib.js': lib, 'test/lib.test.js': "require('proxyquire')('../lib', { request: (url, done) => done(null, {}, 'x') });\n" })).toEqual(['http-stubbed']);
  expect(await reasonsOf({ 'lib.js': lib, 'test/lib.test.js': "jest.mock('request');\n" })).toEqual(['http-stubbed']);
  expect(await reasonsOf({ 'lib.js': lib, 'test/lib.test.js': "require('nock')('http://localhost').get('/').reply(200);\n" })).toEqual(['http-stubbed']);
});

test('errors of a class that the program asks for keep the package that throws them', async () => {
  const lib = "const rp = require('request-promise-native');\nmodule.exports = async (url) => rp(url);\n";
  expect(await reasonsOf({ 'lib.js': lib })).toEqual([undefined]);
  expect(await reasonsOf({ 'lib.js': lib, 'other.js': "module.exports = (error) => error instanceof require('request-promise-native/errors').StatusCodeError;\n" })).toEqual(['http-error-class']);
});

test('a package for a Node without fetch keeps its requests', async () => {
  expect(await reasonsOf({ 'lib.js': SIMPLE }, { engines: { node: '>=16' } })).toEqual(['fetch-old-node']);
  expect(await reasonsOf({ 'lib.js': SIMPLE }, { engines: { node: '>=18' } })).toEqual([undefined]);
});
