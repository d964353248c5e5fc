// What may change, and by which policy, file by file: scope, overrides, and APIs of the user's own packages.
import { afterEach, describe, expect, test } from 'vitest';
import type { PlanOptions } from '../src/core/plan.ts';
import { analyse, changesForPlan } from '../src/pipeline.ts';
import { removeFolders, tree } from './run-tools.ts';

afterEach(removeFolders);

const options = { publicApi: 'break', transforms: ['sync-to-await'] } as const;
const run = (files: Readonly<Record<string, string>>, more: Partial<PlanOptions> = {}) => analyse({ ...options, ...more, root: tree({ 'package.json': '{ "private": true }\n', ...files }) });

const PROGRAM = {
  'src/lib.js': "const fs = require('fs');\nexports.load = (name) => fs.readFileSync(name, 'utf8');\nexports.clean = () => fs.unlinkSync('x');\n",
  'src/clean.js': "const { clean } = require('./lib.js');\nclean();\n",
  'tools/user.js': "const { load } = require('../src/lib.js');\nconsole.log(load('a'));\n",
};

describe('scope', () => {
  test('a chain of calls that leaves it stays, the rest is migrated', async () => {
    const { plan, changes } = await run(PROGRAM, { scope: { include: ['src/'] } });
    expect(changes.map(({ file }) => file)).toEqual(['src/clean.js', 'src/lib.js']);
    expect(plan.sites.map(({ api, reason }) => [api, reason])).toEqual([['fs.readFileSync', 'out-of-scope'], ['fs.unlinkSync', undefined]]);
    expect(plan.sites[0]!.message).toContain('not among the files that were chosen');
  });

  test('excluded files stay, with what they call', async () => {
    const { plan, changes } = await run(PROGRAM, { scope: { exclude: ['*/clean.js'] } });
    expect(changes.map(({ file }) => file)).toEqual(['src/lib.js', 'tools/user.js']);
    expect(plan.sites.map(({ reason }) => reason)).toEqual([undefined, 'out-of-scope']);
  });

  test('calls in files out of scope are counted and refused', async () => {
    const { plan, changes } = await run(PROGRAM, { scope: { include: ['tools/'] } });
    expect(changes).toEqual([]);
    expect(plan.sites.map(({ reason }) => reason)).toEqual(['out-of-scope', 'out-of-scope']);
  });

  test('no version stands beside a function out of scope, and no barrel out of scope hands one on', async () => {
    const files = {
      'package.json': '{ "name": "p", "main": "index.js" }\n',
      'index.js': "exports.load = require('./load.js').load;\n",
      'load.js': "const fs = require('fs');\nfunction load(name) {\n  return fs.readFileSync(name, 'utf8');\n}\nexports.load = load;\n",
    };
    const dual = async (scope?: PlanOptions['scope']) => (await run(files, { publicApi: 'dual', ...(scope && { scope }) })).changes.map(({ file }) => file);
    expect(await dual()).toEqual(['index.js', 'load.js']);
    expect(await dual({ include: ['load.js'] })).toEqual([]);
    expect(await dual({ include: ['index.js'] })).toEqual([]);
  });

  test('a function whose type stands in a file out of scope stays', async () => {
    const files = {
      'package.json': '{ "name": "p", "type": "module", "exports": "./store.ts" }\n',
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "allowImportingTsExtensions": true } }\n',
      'types.ts': 'export interface Store {\n  load(): string;\n}\n',
      'store.ts': "import * as fs from 'fs';\nimport type { Store } from './types.ts';\nexport const store: Store = { load: () => fs.readFileSync('x', 'utf8') };\nexport const size = (s: Store): number => s.load().length;\n",
    };
    expect((await run(files)).changes.map(({ file }) => file)).toContain('types.ts');
    const { plan, changes } = await run(files, { scope: { exclude: ['types.ts'] } });
    expect(changes).toEqual([]);
    expect(plan.sites[0]!.reason).toBe('out-of-scope');
  });
});

test('another policy for the public functions of some files', async () => {
  const files = {
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
    ...Object.fromEntries(['a', 'b'].flatMap((name) => [
      [`packages/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }\n`],
      [`packages/${name}/index.js`, "const fs = require('fs');\nexports.load = () => fs.readFileSync('x', 'utf8');\n"],
    ])),
  };
  const outcomes = async (more: Partial<PlanOptions>) => (await run(files, more)).plan.sites.map(({ reason }) => reason);
  expect(await outcomes({ publicApi: 'keep' })).toEqual(['public-api', 'public-api']);
  expect(await outcomes({ publicApi: 'keep', overrides: [{ files: ['packages/a'], publicApi: 'break' }] })).toEqual([undefined, 'public-api']);
  expect(await outcomes({ publicApi: 'break', overrides: [{ files: ['packages/*/'], publicApi: 'keep' }, { files: ['packages/b/'], publicApi: 'break' }] })).toEqual(['public-api', undefined]);
});

describe('APIs of the user', () => {
  const apis = [{ specifiers: ['our-store'], functions: { querySync: { to: 'query' }, closeSync: { refuse: 'no-faithful-twin', why: 'it also stops the timer' }, readAllSync: { to: 'readAll', form: 'promisify' } } }] as const;
  const files = { 'main.js': "const store = require('our-store');\nconst fs = require('fs');\nconst rows = store.querySync('a');\nconsole.log(rows, store.readAllSync('b'), fs.existsSync('c'));\nstore.closeSync();\n" };

  test('are migrated as those of the catalogue, beside them', async () => {
    const { plan, changes } = await run(files, { apis });
    expect(plan.sites.map(({ api, reason }) => [api, reason])).toEqual([['our-store.querySync', undefined], ['our-store.readAllSync', undefined], ['fs.existsSync', undefined], ['our-store.closeSync', 'no-faithful-twin']]);
    expect(changes[0]!.after).toContain("await store.query('a')");
    expect(changes[0]!.after).toContain('promisify(store.readAll)');
  });

  test('go with the plan: it is carried out without the configuration', async () => {
    const { plan, repo, changes } = await run(files, { apis });
    expect(await changesForPlan(repo.root, JSON.parse(JSON.stringify(plan)))).toEqual(changes);
  });

  test('do not leak into another analysis that runs at the same time', async () => {
    const [theirs, ours] = await Promise.all([run(files, { apis }), run(files)]);
    expect(theirs.plan.sites).toHaveLength(4);
    expect(ours.plan.sites.map(({ api }) => api)).toEqual(['fs.existsSync']);
  });
});
