// The configuration: where it is found, what it may say, and that the command line goes before it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, test } from 'vitest';
import { configSchemaText } from '../scripts/docs/config-schema.ts';
import { main } from '../src/cli/main.ts';
import { loadConfig } from '../src/config/load.ts';
import { removeFolders, tree } from './run-tools.ts';
import { PROJECT } from './temporary.ts';

afterEach(removeFolders);

const loaded = async (files: Readonly<Record<string, string>>, named?: string) => {
  const root = tree(files);
  const { config, file, notes } = await loadConfig(root, named === undefined ? undefined : path.join(root, named));
  return { config, file: file && path.basename(file), notes };
};

describe('where it is', () => {
  test('nowhere', async () => {
    expect(await loaded({ 'package.json': '{}' })).toEqual({ config: {}, file: undefined, notes: [] });
    expect(await loaded({ 'a.js': '' })).toEqual({ config: {}, file: undefined, notes: [] });
  });

  test('unblock.config.jsonc, with comments, trailing commas and a BOM', async () => {
    expect(await loaded({ 'unblock.config.jsonc': '\ufeff{ // ours\n  "publicApi": "break",\n}\n' })).toEqual({ config: { publicApi: 'break' }, file: 'unblock.config.jsonc', notes: [] });
  });

  test('a key of package.json; one that does not parse has none', async () => {
    expect(await loaded({ 'package.json': '{ "unblock": { "exclude": ["a/"] } }' })).toMatchObject({ config: { exclude: ['a/'] }, file: 'package.json' });
    expect((await loaded({ 'package.json': '{ "unblock": ' })).config).toEqual({});
  });

  test('in two places: neither is taken', async () => {
    await expect(loaded({ 'package.json': '{ "unblock": {} }', 'unblock.config.json': '{}' })).rejects.toThrow('two configurations, unblock.config.json and package.json (key "unblock")');
  });

  test('a program is run only when it is named', async () => {
    const files = { 'unblock.config.ts': "globalThis.ranConfig = true;\nconst policy: string = 'break';\nexport default { publicApi: policy };\n", 'named.cjs': "module.exports = { test: 'make' };\n" };
    expect(await loaded(files)).toEqual({ config: {}, file: undefined, notes: ['unblock.config.ts is not read unless it is named: --config unblock.config.ts'] });
    expect(globalThis).not.toHaveProperty('ranConfig');
    expect(await loaded(files, 'unblock.config.ts')).toMatchObject({ config: { publicApi: 'break' } });
    expect(await loaded(files, 'named.cjs')).toMatchObject({ config: { test: 'make' } });
  });

  test('one that is named and not there, or fails', async () => {
    await expect(loaded({}, 'gone.jsonc')).rejects.toThrow(/configuration .*gone\.jsonc cannot be read \(ENOENT\)/);
    await expect(loaded({ 'bad.mjs': "throw new Error('no luck');\n" }, 'bad.mjs')).rejects.toThrow(/bad\.mjs failed: no luck/);
  });
});

test.each([
  ['{\n  "publicAPI": "keep"\n}', 'unblock.config.jsonc:2 publicAPI: there is no such setting (it can be $schema, transforms,'],
  ['{\n  "publicApi": "all" }', 'unblock.config.jsonc:2 publicApi: Expected ("keep" | "dual" | "break") but received "all"'],
  ['{ "include": ["a", ""] }', 'unblock.config.jsonc:1 include[1]: it is empty'],
  ['{ "include": "src" }', 'include: Expected Array'],
  ['{ "overrides": [\n{ "files": ["a"],\n"publicApi": "dual" }] }', 'unblock.config.jsonc:3 overrides[0].publicApi:'],
  ['{ "publicApi": "dual", "overrides": [{ "files": ["a"], "publicApi": "keep" }] }', 'is not supported beside "dual"'],
  ['{ "apis": [{ "specifiers": ["x"], "functions": { "aSync": { "too": "a" } } }] }', 'it has "to", or "refuse" and "why"'],
  ['{ "apis": [{ "specifiers": [], "functions": {} }] }', 'it names no package'],
  ['{\n"publicApi" "keep" }', 'unblock.config.jsonc:2 does not parse (ColonExpected)'],
  ['[]', 'unblock.config.jsonc:1 a configuration is an object'],
])('a mistake is named with its line: %s', async (text, message) => {
  await expect(loaded({ 'unblock.config.jsonc': text })).rejects.toThrow(message);
});

describe('the JSON schema', () => {
  test('is up to date (npm run docs)', () => {
    expect(readFileSync(path.join(PROJECT, 'docs/config.schema.json'), 'utf8')).toBe(configSchemaText());
  });

  test('takes the example of the documentation and refuses what is wrong', async () => {
    const valid = new Ajv({ strict: false }).compile(JSON.parse(configSchemaText()));
    const [, example] = /```jsonc\n([\s\S]*?)```/.exec(readFileSync(path.join(PROJECT, 'docs/config.md'), 'utf8'))!;
    const { config } = await loaded({ 'unblock.config.jsonc': example! });
    expect(Object.keys(config)).toContain('apis');
    expect(valid(config)).toBe(true);
    expect([{ publicAPI: 'keep' }, { include: 'src' }, { apis: [{ specifiers: ['x'], functions: { a: { too: 'b' } } }] }].map((wrong) => valid(wrong))).toEqual([false, false, false]);
  });
});

describe('on the command line', () => {
  const PROGRAM = { 'package.json': '{ "name": "p", "main": "lib.js" }', 'lib.js': "const fs = require('fs');\nexports.a = () => fs.readFileSync('x');\n", 'tools/b.js': "const fs = require('fs');\nfs.mkdirSync('y');\n" };
  const run = async (files: Readonly<Record<string, string>>, ...argv: string[]) => {
    const cwd = tree({ ...PROGRAM, ...files });
    let out = '';
    let err = '';
    const stream = (write: (text: string) => void) => ({ isTTY: false, columns: 80, write: (text: string, done?: () => void) => { write(text); done?.(); return true; }, on: () => {}, once: () => {}, off: () => {} }) as never;
    const code = await main(argv, { cwd, env: {}, interactive: false, stdout: stream((text) => void (out += text)), stderr: stream((text) => void (err += text)) });
    return { code, out, err, cwd };
  };
  const sites = (out: string): unknown => (JSON.parse(out) as { plan: { sites: { reason?: string }[] } }).plan.sites.map(({ reason }) => reason);

  test('what the configuration says holds, and the command line goes before it', async () => {
    const config = { 'unblock.config.jsonc': '{ "publicApi": "break", "exclude": ["tools/"] }' };
    expect(sites((await run({}, 'plan', '--json')).out)).toEqual(['public-api', undefined]);
    expect(sites((await run(config, 'plan', '--json')).out)).toEqual([undefined, 'out-of-scope']);
    expect(sites((await run(config, 'plan', '--json', '--public-api', 'keep', '--exclude', 'lib.js', '--exclude', 'docs')).out)).toEqual(['out-of-scope', undefined]);
  });

  test('a mistake in it ends the run, but not undo', async () => {
    const config = { 'unblock.config.jsonc': '{ "publicApi": 1 }' };
    const { code, err } = await run(config, 'run');
    expect([code, err]).toEqual([2, expect.stringContaining('unblock: unblock.config.jsonc:1 publicApi:')]);
    expect((await run(config, 'undo')).code).toBe(0);
  });

  test('names that do not exist are mistakes', async () => {
    expect(await run({ 'unblock.config.json': '{ "transforms": ["sync-to-wait"] }' }, 'plan')).toMatchObject({ code: 2, err: expect.stringContaining("'sync-to-wait' is no transform") });
    const api = { apis: [{ specifiers: ['x'], functions: { aSync: { to: 'a', adapter: 'none' } } }] };
    expect(await run({ 'unblock.config.json': JSON.stringify(api) }, 'plan')).toMatchObject({ code: 2, err: expect.stringContaining("the adapter 'none' of aSync does not exist") });
  });

  test('the next command repeats what was typed, and needs not repeat the configuration', async () => {
    const { out } = await run({ 'mine.json': '{ "publicApi": "break" }' }, 'run', '--config', 'mine.json', '--include', 'tools/', '--include', 'lib.js');
    expect(out).toContain('npx unblock run --write --include tools/ --include lib.js --config mine.json');
  });

  test('a saved plan is carried out as it was made, without the configuration', async () => {
    const { cwd, code } = await run({ 'mine.json': '{ "exclude": ["tools/"], "publicApi": "break" }' }, 'plan', '--config', 'mine.json', '--out', 'plan.json');
    expect(code).toBe(0);
    writeFileSync(path.join(cwd, 'mine.json'), '{}');
    const quiet = { isTTY: false, write: (_text: string, done?: () => void) => { done?.(); return true; }, on: () => {}, once: () => {}, off: () => {} } as never;
    expect(await main(['apply', 'plan.json'], { cwd, env: {}, interactive: false, stdout: quiet, stderr: quiet })).toBe(0);
    expect(readFileSync(path.join(cwd, 'lib.js'), 'utf8')).toContain('async');
    expect(readFileSync(path.join(cwd, 'tools/b.js'), 'utf8')).toBe(PROGRAM['tools/b.js']);
  });
});
