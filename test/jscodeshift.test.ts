// The transform under the real jscodeshift binary: default flags, one file alone, and with the plan of the whole program.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contents, jscodeshift, ran, removeFolders, tree, unblock, TRANSFORM, type Files } from './run-tools.ts';
import { PROJECT } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(removeFolders);

const script = `#!/usr/bin/env node
const fs = require('fs');

function load(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

console.log(load(process.argv[2]).name);
`;

const migratedScript = `#!/usr/bin/env node
const fs = require('fs');

async function load(file) {
  return JSON.parse(await fs.promises.readFile(file, 'utf8'));
}

async function main() {
console.log((await load(process.argv[2])).name);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
`;

/** Runs jscodeshift on a tree; gives its files after. */
async function after(files: Files, ...flags: string[]): Promise<Record<string, string>> {
  const root = tree(files);
  const { code, out, err } = await jscodeshift(root, flags);
  expect({ code, err }, out).toEqual({ code: 0, err: '' });
  expect(out).toContain('0 errors');
  return contents(root);
}

/** `text` with each of `changes` made once, so that a test names every byte that may differ. */
function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((done, [from, to]) => {
    expect(done.split(from)).toHaveLength(2);
    return done.replace(from, () => to);
  }, text);
}

describe('default flags', () => {
  test('npx jscodeshift -t transforms/sync-to-await/index.ts <dir>', async () => {
    const root = tree({ 'bin/show.js': script });
    const { code, out } = await ran('npx', ['jscodeshift', '-t', path.relative(PROJECT, TRANSFORM), root], PROJECT);
    expect([code, out]).toEqual([0, expect.stringContaining('1 ok')]);
    expect(contents(root)).toEqual({ 'bin/show.js': migratedScript });
  });

  test('a migrated script prints the same, and fails the same', async () => {
    const files = { 'show.js': script, 'a.json': '{"name":"ann"}' };
    const root = tree(files);
    await jscodeshift(root);
    for (const [argument, code] of [['a.json', 0], ['none.json', 1]] as const) {
      const before = await ran(process.execPath, ['show.js', argument], tree(files));
      const now = await ran(process.execPath, ['show.js', argument], root);
      expect([now.code, now.out, /ENOENT.*/.exec(now.err)?.[0]]).toEqual([before.code, before.out, /ENOENT.*/.exec(before.err)?.[0]]);
      expect(now.code).toBe(code);
    }
  });

  test('a second run changes nothing', async () => {
    const root = tree({ 'show.js': script });
    await jscodeshift(root);
    const once = contents(root);
    expect((await jscodeshift(root)).out).toContain('0 ok');
    expect(contents(root)).toEqual(once);
  });

  test('modules, TypeScript and JSX', async () => {
    const files = await after({
      'a.mjs': `#!/usr/bin/env node\nimport { readFileSync } from 'node:fs';\nconsole.log(readFileSync('x', 'utf8'));\n`,
      'a.ts': `import fs from 'node:fs';\nasync function run(): Promise<string> {\n  return fs.readFileSync('x', 'utf8') as string;\n}\nvoid run();\n`,
      'a.tsx': `import fs from 'node:fs';\nexport async function View() {\n  return <p>{fs.readFileSync('x', 'utf8')}</p>;\n}\n`,
      'a.jsx': `const fs = require('fs');\nexports.View = async () => <p>{fs.readFileSync('x', 'utf8')}</p>;\n`,
    });
    expect(files['a.mjs']).toContain('await readFile(');
    expect(files['a.ts']).toContain('return await fs.promises.readFile(');
    expect(files['a.tsx']).toContain('<p>{await fs.promises.readFile(');
    expect(files['a.jsx']).toContain('<p>{await fs.promises.readFile(');
  });
});

describe('bytes outside of the edits', () => {
  const text = [
    '#!/usr/bin/env node',
    "const fs = require('fs')",
    '/* licence */',
    'async function run(dir) {',
    "\tconst list = fs.readdirSync(dir),\t  other = 1   // two spaces,\t tab",
    '\tconst page = `',
    '\t\t${ list }  ',
    '\u00fc \u{1f600}`',
    '\tfs.rmSync(dir , {recursive:true})',
    '}   ',
    '',
    "run('x')",
  ].join('\n');
  const changes = [['fs.readdirSync(dir)', 'await fs.promises.readdir(dir)'], ['fs.rmSync(', 'await fs.promises.rm(']] as const;

  const cases = {
    'tabs and template literals': text,
    CRLF: text.replaceAll('\n', '\r\n'),
    'a BOM': `\ufeff${text.replace('#!/usr/bin/env node\n', '')}`,
    'a BOM and CRLF': `\ufeff${text.replace('#!/usr/bin/env node\n', '').replaceAll('\n', '\r\n')}`,
    'mixed line ends': text.replace('licence */\n', 'licence */\r\n'),
    'a final newline': `${text}\n`,
  };
  let migrated: Record<string, string>;
  beforeAll(async () => {
    migrated = await after(Object.fromEntries(Object.entries(cases).map(([name, content]) => [`${name}.js`, content])));
  });

  test.each(Object.entries(cases))('%s', (name, before) => {
    expect(Buffer.from(migrated[`${name}.js`]!, 'latin1').toString()).toBe(changed(before, changes));
  });

  test('a file that is not UTF-8 is left alone, and said so', async () => {
    const latin = Buffer.concat([Buffer.from("const fs = require('fs');\nasync function f() { fs.rmSync('x'); }\nf(); // "), Buffer.from([0xfc, 0x0a])]);
    const root = tree({ 'a.js': latin });
    expect((await jscodeshift(root)).out).toContain('not UTF-8');
    expect(readFileSync(path.join(root, 'a.js'))).toEqual(latin);
  });
});

describe('one file alone', () => {
  const same = async (files: Files, ...flags: string[]): Promise<void> => {
    expect(await after(files, ...flags)).toEqual(contents(tree(files)));
  };

  test('what others may call stays', async () => {
    const endings = {
      assigned: 'module.exports = load;',
      literal: 'module.exports = { load };',
      member: 'exports.load = load;',
      method: 'class Store { read() { return load(); } }\nmodule.exports = Store;',
      global: 'global.load = load;\nload();',
      callback: "require('./each')(load);",
      'top-level-this': 'this.load = load;',
      umd: '(function (root) { root.load = load; })(this);',
      copied: 'Object.assign(module.exports, { load });',
      defined: "Object.defineProperty(exports, 'load', { value: load });",
      nested: 'exports.create = () => ({ load });',
    };
    // without the ending load would change: an async function calls it
    const start = `const fs = require('fs');\nfunction load() {\n  return fs.readFileSync('x');\n}\nasync function user() {\n  load();\n}\nuser();\n`;
    expect((await after({ 'a.js': start }))['a.js']).toContain('await load();');
    await same({
      ...Object.fromEntries(Object.entries(endings).map(([name, ending]) => [`${name}.js`, `${start}${ending}\n`])),
      'esm.mjs': `import fs from 'fs';\nexport const load = () => fs.readFileSync('x');\nexport default function () {\n  return load();\n}\n`,
    });
  });

  test('the top level of a module that others may load stays; of a program it does not', async () => {
    const setup = `const fs = require('fs');\nfs.mkdirSync('out', { recursive: true });\n`;
    await same({ 'setup.js': setup, 'package.json': '{"main":"lib"}' });
    await same({ 'index.js': setup, 'package.json': '{"scripts":{"start":"node index.js"}}' });
    const named = await after({ 'tools/setup.js': setup, 'package.json': '{"main":"lib","scripts":{"setup":"node ./tools/setup && echo"}}' });
    expect(named['tools/setup.js']).toContain('async function main() {');
    const bin = await after({ 'setup.js': setup, 'package.json': '{"main":"lib","bin":"./setup.js"}' });
    expect(bin['setup.js']).toContain('async function main() {');
  });

  test("Node's module kind is that of the nearest package.json", async () => {
    const text = `#!/usr/bin/env node\nimport { readFileSync } from 'node:fs';\nconsole.log(readFileSync('x', 'utf8'));\n`;
    const files = await after({ 'package.json': '{"type":"commonjs"}', 'pkg/package.json': '{"type":"module"}', 'pkg/bin/a.js': text });
    expect(files['pkg/bin/a.js']).toContain('console.log(await readFile(');
    expect(files['pkg/bin/a.js']).not.toContain('async function');
  });

  test('what is not the repository\'s own stays', async () => {
    await same({
      'node_modules/dep/index.js': script, 'vendor/a.js': script, 'a.min.js': script, 'src/b.ts': 'export {};\n',
      'dist/b.js': script, 'generated.js': `// @generated\n${script}`,
    });
    const outside = tree({ 'a.js': script });
    const root = tree({ 'b.js': '' });
    symlinkSync(outside, path.join(root, 'linked'));
    symlinkSync(path.join(outside, 'a.js'), path.join(root, 'c.js'));
    expect((await jscodeshift(root)).out).toContain('0 ok');
    expect(contents(outside)).toEqual({ 'a.js': script });
  });

  test('a file that does not parse is an error of that file only', async () => {
    const root = tree({ 'a.js': 'function (', 'b.js': script });
    const { out } = await jscodeshift(root);
    expect(out).toMatch(/ERR.*a\.js Transformation error \(.*line 1/);
    expect(out).toContain('1 errors');
    expect(contents(root)).toEqual({ 'a.js': 'function (', 'b.js': migratedScript });
  });

  test('--verbose=1 says why a call stays, --dry counts and writes nothing', async () => {
    const files = { 'a.js': `const fs = require('fs');\nexports.load = () => fs.readFileSync('x');\nasync function f() {\n  fs.rmSync('y');\n}\nf();\n` };
    const root = tree(files);
    const { out } = await jscodeshift(root, ['--dry', '--verbose=1']);
    expect(out).toContain('line 2: fs.readFileSync stays: other files may call the function');
    expect(out).toMatch(/kept: unseen-importer: 1\nmigrated: 1/);
    expect(contents(root)).toEqual(files);
  });
});

describe('--plan', () => {
  const files = {
    'lib/config.js': `const fs = require('fs');\nexports.load = function load(file) {\n\treturn JSON.parse(fs.readFileSync(file, 'utf8'));\n};\n`,
    'app.js': `#!/usr/bin/env node\r\nconst config = require('./lib/config');\r\nconsole.log(config.load('package.json').name);\r\n`,
    'package.json': '{"name":"app","private":true,"main":"nowhere.js"}\n',
  };
  const planFlag = (root: string): string[] => [`--plan=${root}/plan.json`];
  const planned = async (more: Files = {}): Promise<string> => {
    const root = tree({ ...files, ...more });
    expect((await unblock(root, 'plan', '--out', 'plan.json')).code).toBe(0);
    return root;
  };

  test('changes all callers, across files', async () => {
    const root = await planned();
    expect((await jscodeshift(root, planFlag(root))).out).toContain('2 ok');
    const now = contents(root);
    expect(now['lib/config.js']).toBe(changed(files['lib/config.js'], [['= function', '= async function'], ['fs.readFileSync', 'await fs.promises.readFile']]));
    expect(now['app.js']).toContain("console.log((await config.load('package.json')).name);\r\n");
  });

  test('several workers, another current folder: --root names the one of the plan', async () => {
    const root = await planned();
    const { code, out } = await ran(path.join(PROJECT, 'node_modules/.bin/jscodeshift'), ['-t', TRANSFORM, '--cpus=2', `--root=${root}`, `--plan=${root}/plan.json`, root], PROJECT);
    expect([code, out]).toEqual([0, expect.stringContaining('2 ok')]);
    expect(contents(root)['lib/config.js']).toContain('await fs.promises');
    const elsewhere = await jscodeshift(PROJECT, planFlag(root), [path.relative(PROJECT, root)]);
    expect(elsewhere.out).toContain('--root=<dir> names the folder');
    expect(elsewhere.out).toContain('0 ok');
  });

  test('a file that changed since is left out, and said so', async () => {
    const root = await planned();
    const edited = `${files['app.js']}// edited\r\n`;
    writeFileSync(path.join(root, 'app.js'), edited);
    const { out } = await jscodeshift(root, planFlag(root));
    expect(out).toMatch(/REP.*app\.js is left out: it changed since the plan was made/);
    expect(contents(root)['app.js']).toBe(edited);
    const again = await jscodeshift(root, planFlag(root), ['lib']);
    expect(again.out).toContain('is left out');
    expect(again.out).toContain('0 ok');
  });

  test('files that the plan does not know stay without a word', async () => {
    const root = await planned();
    writeFileSync(path.join(root, 'new.js'), script);
    expect((await jscodeshift(root, planFlag(root), ['new.js'])).out).not.toContain('REP');
    expect(contents(root)['new.js']).toBe(script);
  });

  test('files that jscodeshift passes over by their extension are named', async () => {
    const root = await planned({ 'bin/tool': script });
    const { out } = await jscodeshift(root, planFlag(root));
    expect(out).toMatch(/passes over files of the plan.*: bin\/tool/);
    expect(out.match(/passes over/g)).toHaveLength(1);
  });

  test.each([
    ['--plan=none.json', 'no file'],
    ['--plan=package.json', 'is no plan'],
    ['--plan=old.json', 'plan version 9'],
    ['--plan', 'needs the name of a plan'],
  ])('%s is an error, and nothing changes', async (flag, message) => {
    const root = tree({ ...files, 'old.json': '{"version":9}' });
    const before = contents(root);
    const { out } = await jscodeshift(root, [flag.replace('=', `=${root}/`), '--verbose=0'], ['app.js']);
    expect(out).toContain('1 errors');
    expect(out).toContain(message);
    expect(contents(root)).toEqual(before);
  });
});
