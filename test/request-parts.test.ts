// The parts of requestFetch: a file gets what its calls can reach, and what is left out leaves nothing behind.
import path from 'node:path';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { writeFileSync } from 'node:fs';
import { analyse } from '../src/pipeline.ts';
import { folder, installed, PROJECT } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The file as it becomes. */
async function migrated(text: string, name = 'lib.js'): Promise<string> {
  const { changes } = await analyse({ root: installed({ 'package.json': '{"private":true}', [name]: text }), publicApi: 'keep', transforms: ['http-to-fetch'] });
  return changes[0]!.after;
}

const calling = (...given: string[]): string =>
  `const request = require('request');\n${given.map((each, index) => `exports.f${index} = (base) => new Promise((resolve, reject) => {\n  request(${each}, (err, res, body) => (err ? reject(err) : resolve(body)));\n});\n`).join('')}`;

const added = async (...given: string[]): Promise<string> => (await migrated(calling(...given))).split(/^(?=\/\/ Sends what)/m)[1]!;
const functions = (text: string): string[] => [...text.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name]) => name!);

test('a plain request needs neither options nor what writes a body', async () => {
  const text = await added("base + '/x'");
  expect(functions(text)).toEqual(['requestFetch', 'refuseProxy', 'requestUrl', 'requestAnswer', 'socketError']);
  expect(text).not.toMatch(/options\.(?!uri is a required)|json|Exceeded.*maxRedirects \+|queryText|encoding\b(?!')|getSetCookie/);
  expect(text.split('\n').length).toBeLessThan(70);
});

test('each option brings its code, and no other does', async () => {
  const marks: Readonly<Record<string, RegExp>> = {
    json: /JSON\.parse/, qs: /queryText/, 'auth': /bearer/, encoding: /ufeff/, gzip: /deflate/, headers: /options\.headers/,
    followRedirect: /followRedirect\b/, maxRedirects: /maxRedirects =/, followAllRedirects: /followAllRedirects/,
  };
  const values: Readonly<Record<string, string>> = { json: 'true', qs: '{ a: 1 }', auth: "{ user: 'x' }", encoding: 'null', gzip: 'true', headers: "{ 'x-a': '1' }", followRedirect: 'false', maxRedirects: '3', followAllRedirects: 'true' };
  for (const name of Object.keys(marks)) {
    const text = await added(`{ uri: base + '/x', ${name}: ${values[name]!} }`);
    expect(Object.keys(marks).filter((each) => marks[each]!.test(text)), name).toEqual([name]);
  }
});

test('requests that are never redirected have no loop, those without a proxy do not look for one', async () => {
  expect(await added("{ uri: base + '/x', method: 'POST', form: { a: 1 } }")).not.toMatch(/hops|location/);
  expect(await added("{ uri: base + '/x', method: 'post', form: { a: 1 } }")).toMatch(/hops/);
  expect(await added("{ uri: base + '/x', proxy: null }")).not.toMatch(/env\b/);
  expect(await added("{ uri: base + '/x', proxy: undefined }")).toMatch(/if \(options\.proxy === undefined\) refuseProxy/);
  expect(await added("{ uri: base + '/x', proxy: null }", "base + '/x'")).toMatch(/if \(options\.proxy === undefined\) refuseProxy/);
});

test('one call of which the options are not seen brings all of it', async () => {
  const text = await migrated("const request = require('request');\nexports.f = (url) => new Promise((resolve, reject) => {\n  request(url, (err, res, body) => (err ? reject(err) : resolve(body)));\n});\n");
  expect(text).toContain('fetch has no option');
  for (const part of ['JSON.parse', 'queryText', 'bearer', 'ufeff', 'deflate', 'followAllRedirects', 'getSetCookie']) expect(text).toContain(part);
  expect(await added("base + '/x'", '`${base}`')).not.toContain('fetch has no option');
});

test('a second run uses what is there only where it has the same parts', async () => {
  const first = await migrated(calling("{ uri: base + '/x', json: true }"));
  const again = (options: string): Promise<string> => migrated(`const request = require('request');\n${first}\nexports.more = (base) => new Promise((resolve, reject) => {\n  request(${options}, (err, res, body) => (err ? reject(err) : resolve(body)));\n});\n`);
  expect(functions(await again("{ uri: base, json: true }"))).toEqual(functions(first));
  const other = functions(await again("{ uri: base, encoding: null }"));
  expect(other.filter((name) => /^requestFetch/.test(name)).length).toBe(2);
  expect(other.filter((name) => /^requestAnswer/.test(name)).length).toBe(2);
});

/** Options that bring parts, none of which needs another. */
const OPTIONS = ['json: true', 'json: { a: 1 }', "body: 'x'", 'form: { a: 1 }', 'qs: { a: 1 }', "auth: { user: 'x' }", 'encoding: null', 'gzip: true', "headers: { a: 'b' }", 'followRedirect: false', 'followAllRedirects: true', 'maxRedirects: 2', 'proxy: null'];

test('pairs of options, with every kind of method, compile without a name too many', async () => {
  const root = installed({ 'package.json': '{"private":true}' });
  const methods = ["method: 'POST'", "method: 'PUT'", "method: 'patch'", ''];
  let number = 0;
  for (const [index, one] of OPTIONS.entries()) {
    for (const other of OPTIONS.slice(index)) {
      // every second one: each option meets others and stands alone
      if ((index + OPTIONS.indexOf(other)) % 2 === 1) continue;
      const keys = new Set([one, other]);
      if (new Set([...keys].map((each) => each.split(':')[0])).size < keys.size) continue;
      const isBody = /^(body|form|json: \{)/m.test([...keys].join('\n'));
      const method = isBody ? methods[number % 3]! : methods[number % 4]!;
      const options = [...keys, ...(method ? [method] : []), ...(number % 5 === 0 && !isBody ? ['method: base'] : [])].filter((each, at, all) => all.findIndex((key) => key.split(':')[0] === each.split(':')[0]) === at);
      const member = ['res.statusCode', 'res.headers.a', 'res.statusMessage', 'body'][number % 4]!;
      const call = number % 3 === 0 ? `\`\${base}/x\`, { ${options.join(', ')} }` : `{ uri: \`\${base}/x\`, ${options.join(', ')} }`;
      writeFileSync(path.join(root, `f${number++}.ts`), `const request = require('request');\nexport const f = (base: string): Promise<unknown> => new Promise((resolve, reject) => {\n  request(${call}, (err: any, res: any, body: any) => (err ? reject(err) : resolve(${member})));\n});\n`);
    }
  }
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['http-to-fetch'] });
  expect(plan.sites.filter(({ outcome }) => outcome !== 'migrated')).toEqual([]);
  expect(changes.length).toBe(number);
  const typed = folder();
  const names = changes.map(({ file, after }) => {
    writeFileSync(path.join(typed, file), after);
    return path.join(typed, file);
  });
  const program = ts.createProgram(names, { noEmit: true, strict: true, noUnusedLocals: true, noUnusedParameters: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: ['node'], typeRoots: [path.join(PROJECT, 'node_modules/@types')] });
  expect(ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => `${path.basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
});
