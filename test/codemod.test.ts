// The user's own jscodeshift transform through `unblock run --transform`: what it is given, what becomes of its answer, what it cannot break.
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Report } from '../src/cli/report.ts';
import { unblock } from './bad-input-cli.ts';
import type { Ended } from './bad-input-cli.ts';
import { repository, snapshot } from './bad-input-tree.ts';
import { type Entry, put, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });
// the processes of the transform read our sources
beforeAll(() => {
  vi.stubEnv('NODE_OPTIONS', `--import ${import.meta.resolve('tsx')}`);
  return () => vi.unstubAllEnvs();
});

/** Renames `old` to `fresh` and prints with recast, as most transforms do. */
const RENAME = `module.exports = function (file, { j }, options) {
  const root = j(file.source);
  root.find(j.Identifier, { name: 'old' }).forEach((p) => { p.node.name = options.to || 'fresh'; });
  return root.toSource();
};`;

/** `unblock run --transform` on `root` with a transform of this text. */
async function run(root: string, transform: string, ...more: string[]): Promise<Ended & { report: () => Report }> {
  const file = path.join(tree({ 'codemod.js': transform }), 'codemod.js');
  const ended = await unblock(root, 'run', '--transform', file, ...more);
  return { ...ended, report: () => JSON.parse(ended.out) as Report };
}

const bytes = (root: string, file: string): Buffer => fs.readFileSync(path.join(root, file));
const text = (root: string, file: string): string => bytes(root, file).toString();

describe('the way of its changes', () => {
  test('without --write: a preview, nothing is written', async () => {
    const root = repository({ 'a.js': 'old(1);\n' });
    const before = snapshot(root);
    const { code, out } = await run(root, RENAME);
    expect(code).toBe(0);
    expect(out).toContain('-old(1);\n+fresh(1);\n');
    expect(out).toMatch(/why: .*codemod\.js changes a\.js/);
    expect(out).toMatch(/1 file = 1 to change \+ 0 unchanged \+ 0 skipped \+ 0 failed\nnext: npx unblock run --write --transform \S+codemod\.js\n$/);
    expect(snapshot(root)).toEqual(before);
  });

  test('--write, then undo: every byte is back', async () => {
    const root = repository({ 'a.js': 'old(1);\n', 'lib/b.ts': 'const x: number = old(2);\n', 'c.js': 'other();\n' });
    const before = snapshot(root);
    const { code, out } = await run(root, RENAME, '--write');
    expect([code, out]).toEqual([0, expect.stringContaining('wrote 2 files\nto take it back: npx unblock undo')]);
    expect([text(root, 'a.js'), text(root, 'lib/b.ts'), text(root, 'c.js')]).toEqual(['fresh(1);\n', 'const x: number = fresh(2);\n', 'other();\n']);
    expect((await unblock(root, 'undo')).code).toBe(0);
    expect(snapshot(root)).toEqual(before);
  });

  test('--check: exit code 1 while there is something to change, 0 after it', async () => {
    const root = repository({ 'a.js': 'old(1);\n' });
    expect((await run(root, RENAME, '--check')).code).toBe(1);
    expect((await run(root, RENAME, '--write')).code).toBe(0);
    expect((await run(root, RENAME, '--check')).code).toBe(0);
  });

  test('uncommitted changes in a file to write: refused; --allow-dirty overrides', async () => {
    const root = repository({ 'a.js': 'old(1);\n' });
    put(root, { 'a.js': 'old(2);\n' });
    expect(await run(root, RENAME, '--write')).toMatchObject({ code: 4, err: expect.stringContaining('a.js') });
    expect(text(root, 'a.js')).toBe('old(2);\n');
    expect((await run(root, RENAME, '--write', '--allow-dirty')).code).toBe(0);
    expect(text(root, 'a.js')).toBe('fresh(2);\n');
  });

  test('a file that is edited while the transform works on it is not overwritten', async () => {
    const root = repository({ 'a.js': 'old(1);\n', 'b.js': 'old(2);\n' });
    const { code, err } = await run(root, `module.exports = (file) => { require('fs').appendFileSync(file.path, 'mine();\\n'); return file.source.replace('old', 'fresh'); };`, '--write', '--allow-dirty');
    expect([code, err]).toEqual([4, expect.stringContaining('not as in the preview')]);
    expect([text(root, 'a.js'), text(root, 'b.js')]).toEqual(['old(1);\nmine();\n', 'old(2);\nmine();\n']);
  });
});

describe('what it is called with', () => {
  const TELL = `module.exports = (file, api, options) => { api.report(JSON.stringify([file.path, file.source, options, typeof api.j, api.j === api.jscodeshift, process.cwd()])); };`;
  const told = async (root: string, ...more: string[]): Promise<unknown[]> => (await run(root, TELL, '--json', ...more)).report().codemod!.reports.map(({ message }) => JSON.parse(message) as unknown);

  test('path below the root, source, options as jscodeshift reads them', async () => {
    const root = repository({ 'lib/a.js': '\ufeffx\r\n' });
    expect(await told(root, '--options', 'to=new', 'deep=true', 'list=[1]', '--options=eq=a=b')).toEqual([['lib/a.js', '\ufeffx\r\n', { to: 'new', deep: true, list: [1], eq: 'a=b' }, 'function', true, root]]);
  });

  test('files that are not the repository\'s own are not handed over', async () => {
    const outside = tree({ 'secret.js': 'x', 'sub/other.js': 'x' });
    const root = repository({
      'a.js': 'x', 'vendor/v.js': 'x', 'node_modules/p/index.js': 'x', 'ignored/i.js': 'x', '.gitignore': 'ignored\nnode_modules\n', 'a.min.js': 'x',
      'link.js': { link: path.join(outside, 'secret.js') }, dir: { link: path.join(outside, 'sub') }, 'a.d.ts': 'export {};',
    });
    expect((await told(root)).map((one) => (one as string[])[0])).toEqual(['a.js']);
  });

  test('the parser follows the file; --parser and the transform\'s own go before it', async () => {
    const root = repository({ 'a.js': '// @flow\nconst a: number = old(1);\n', 'b.ts': 'const b = <number>old(1);\n', 'c.tsx': 'const c = <p>{old(1) as number}</p>;\n' });
    expect((await run(root, RENAME, '--json')).report().codemod!.files).toEqual({ changed: 3, unchanged: 0, skipped: 0, failed: 0 });
    const forced = (await run(root, RENAME, '--json', '--parser', 'tsx')).report();
    expect([forced.status, forced.plan!.problems.map(({ file }) => file)]).toEqual(['partial', ['b.ts']]);
    const own = (await run(root, `${RENAME}\nmodule.exports.parser = 'ts';`, '--json', '--parser', 'tsx')).report();
    expect(own.plan!.problems.map(({ file }) => file)).toEqual(['c.tsx']);
  });

  test.each([
    ['an ES module in a .js file', 'codemod.js', `import path from 'node:path';\nexport default (file) => file.source.replace('old', path.posix.basename('x/fresh'));`],
    ['.mjs, asynchronous', 'codemod.mjs', `const word = await Promise.resolve('fresh');\nexport default async (file) => file.source.replace('old', word);`],
    ['.cjs compiled from an ES module', 'codemod.cjs', `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = (file) => file.source.replace('old', 'fresh');`],
    ['.ts', 'codemod.ts', `import type { FileInfo } from 'jscodeshift';\nenum Word { fresh }\nexport default function (file: FileInfo): string { return file.source.replace('old', Word[0]!); }`],
  ])('%s', async (_, name, transform) => {
    const root = repository({ 'a.js': 'old(1);\n' });
    const file = path.join(tree({ [name]: transform }), name);
    expect((await unblock(root, 'run', '--write', '--transform', file)).code).toBe(0);
    expect(text(root, 'a.js')).toBe('fresh(1);\n');
    expect(fs.readdirSync(path.dirname(file))).toEqual([name]);
  });

  test.each([
    ['no file', undefined],
    ['no function', 'module.exports = { parser: "ts" };'],
    ['throws while loading', 'throw new Error("not today");'],
    ['ends the process while loading', 'process.exit(0);'],
  ])('a transform that cannot be used (%s): exit code 2, one line', async (_, transform) => {
    const root = repository({ 'a.js': 'old(1);\n' });
    const folder = tree(transform === undefined ? {} : { 'codemod.js': transform });
    const { code, out, err } = await unblock(root, 'run', '--write', '--transform', path.join(folder, 'codemod.js'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^unblock: .*codemod\.js.*\n$/);
  });

  test.each([[['--parser', 'ts']], [['--options', 'a=b']], [['--deadline', '3']]])('%j without --transform, and other mistakes: exit code 2', async (words) => {
    const root = repository({ 'a.js': 'old(1);\n' });
    expect((await unblock(root, 'run', ...words)).code).toBe(2);
    expect((await run(root, RENAME, '--parser', 'cobol')).code).toBe(2);
    expect((await run(root, RENAME, '--options', 'novalue')).code).toBe(2);
    expect((await run(root, RENAME, '--deadline', '0')).code).toBe(2);
    expect((await run(root, RENAME, 'sync-to-await')).code).toBe(2);
  });
});

describe('bytes', () => {
  const cases: Record<string, { readonly before: Entry; readonly after: Buffer | string }> = {
    'CRLF': { before: 'a();\r\nold(1);\r\nb();\r\n', after: 'a();\r\nfresh(1);\r\nb();\r\n' },
    'mixed line ends': { before: 'a();\r\nold(1);\nb();\r\n', after: 'a();\r\nfresh(1);\nb();\r\n' },
    'a BOM': { before: '\ufeffold(1);\n', after: '\ufefffresh(1);\n' },
    'no final newline': { before: 'a();\nold(1);', after: 'a();\nfresh(1);' },
    'Latin-1': { before: Buffer.from('// \xfcber\nold(1);\n', 'latin1'), after: Buffer.from('// \xfcber\nfresh(1);\n', 'latin1') },
  };
  test.each(Object.entries(cases))('%s', async (_, { before, after }) => {
    const root = repository({ 'a.js': before });
    expect(await run(root, RENAME, '--write')).toMatchObject({ code: 0, err: '' });
    expect(bytes(root, 'a.js')).toEqual(Buffer.from(after));
  });
  test('the mode', async () => {
    const root = repository({ 'a.js': { text: 'old(1);\n', mode: 0o755 } });
    await run(root, RENAME, '--write');
    expect([text(root, 'a.js'), fs.statSync(path.join(root, 'a.js')).mode & 0o777]).toEqual(['fresh(1);\n', 0o755]);
  });
  test('a character that the encoding has not: the file stays, is named, and the others are written', async () => {
    const latin = Buffer.from('// \xfc\nold(1);\n', 'latin1');
    const root = repository({ 'a.js': latin, 'b.js': 'old(1);\n' });
    const { code, err } = await run(root, `module.exports = (file) => file.source.replace('old(1)', 'old("\u20ac")');`, '--write');
    expect([code, err]).toEqual([3, expect.stringMatching(/^unblock: a\.js is left as it was, .*Latin-1.*\n$/)]);
    expect([bytes(root, 'a.js'), text(root, 'b.js')]).toEqual([latin, 'old("\u20ac");\n']);
  });
});

describe('one bad file costs that file only, and is named', () => {
  /** What the transform does when it meets the word. */
  const FAULTS: Readonly<Record<string, readonly [does: string, said: RegExp]>> = {
    throws: ['throw new TypeError("no way\\nmore");', /threw: no way$/m],
    rejects: ['return Promise.reject(new Error("later"));', /threw: later$/m],
    loops: ['for (;;);', /took more than 2 s$/m],
    'never answers': ['return new Promise(() => { setInterval(() => {}, 1000); });', /took more than 2 s$/m],
    overflows: ['(function f() { f(); })();', /threw: Maximum call stack size exceeded$/m],
    exits: ['process.exit(0);', /ended its process with exit code 0$/m],
    aborts: ['process.abort();', /ended its process by SIGABRT$/m],
    'throws where nobody waits': ['setTimeout(() => { throw new Error("lost"); }); return new Promise(() => {});', /ended its process with exit code 1$/m],
    'writes nonsense': ['return "function (";', /does not parse: Unexpected token/],
  };
  test('whatever it does', async () => {
    const faults = Object.entries(FAULTS);
    const good = ['a.js', 'm.js', 'z.js'];
    const bad = faults.map((_, index) => `f${index}.js`);
    const root = repository({ ...Object.fromEntries(good.map((file) => [file, 'old(1);\n'])), ...Object.fromEntries(bad.map((file, index) => [file, `trap(${index}); old(1);\n`])) });
    const traps = faults.map(([, [does]], index) => `if (file.source.startsWith('trap(${index})')) { ${does} }`).join('\n');
    const { code, err } = await run(root, `module.exports = (file) => { ${traps} return file.source.replace('old', 'fresh'); };`, '--write', '--deadline', '2');
    expect(code).toBe(3);
    const said = err.split('\n').filter((line) => line.startsWith('unblock: '));
    expect(said.map((line) => line.split(' ')[1])).toEqual(bad);
    for (const [index, [, [, words]]] of faults.entries()) expect(said[index]).toMatch(words);
    expect(bad.map((file) => text(root, file))).toEqual(bad.map((_, index) => `trap(${index}); old(1);\n`));
    expect(good.map((file) => text(root, file))).toEqual(good.map(() => 'fresh(1);\n'));
  });

  test('uses up its memory', async () => {
    const root = repository({ 'a.js': 'old(1);\n', 'bad.js': 'trap; old(1);\n', 'c.js': 'old(1);\n' });
    const { code, err } = await run(root, `module.exports = (file) => { if (file.source.startsWith('trap')) { const all = []; for (;;) all.push(new Array(1000).fill({})); } return file.source.replace('old', 'fresh'); };`, '--write', '--deadline', '60');
    expect(code).toBe(3);
    expect(err).toMatch(/^unblock: bad\.js is left as it was: .* needed more than 1024 MB of memory$/m);
    expect([text(root, 'a.js'), text(root, 'c.js')]).toEqual(['fresh(1);\n', 'fresh(1);\n']);
  });

  test('a file that does not parse is not handed over', async () => {
    const root = repository({ 'a.js': 'old(1);\n', 'bad.js': 'old(;\n' });
    const { code, err } = await run(root, `module.exports = (file) => file.source.replace('old', 'fresh');`, '--write');
    expect([code, err]).toEqual([3, expect.stringMatching(/^unblock: bad\.js:1 does not parse: /)]);
    expect([text(root, 'a.js'), text(root, 'bad.js')]).toEqual(['fresh(1);\n', 'old(;\n']);
  });

  test('a file is not blamed for what one before it left behind', async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`f${index}.js`, 'old(1);\n']));
    const root = repository({ 'a.js': 'bomb; old(1);\n', ...files });
    // ends the process shortly after its own file is done, in the middle of another one
    const { code, err } = await run(root, `module.exports = async (file) => { if (file.source.startsWith('bomb')) setTimeout(() => process.exit(7), 60); else await new Promise((done) => setTimeout(done, 100)); return file.source.replace('old', 'fresh'); };`, '--write');
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(files).map((file) => text(root, file))).toEqual(Object.keys(files).map(() => 'fresh(1);\n'));
  });
});

describe('what it says', () => {
  const SAYS = `module.exports = (file, { report, stats }) => { console.log('printed ' + file.path); report('seen ' + file.path); stats('seen'); stats('letters', 3); if (file.path === 'b.js') return undefined; if (file.path === 'c.js') return file.source; return file.source.replace('old', 'fresh'); };`;
  const FILES = { 'a.js': 'old(1);\n', 'b.js': 'old(1);\n', 'c.js': 'old(1);\n' };

  test('api.report and api.stats are shown; what it prints does not get into the results', async () => {
    const { out, err } = await run(repository(FILES), SAYS);
    expect(out).toContain('a.js  seen a.js\nb.js  seen b.js\nc.js  seen c.js\n\n  9  letters\n  3  seen\n\n3 files = 1 to change + 1 unchanged + 1 skipped + 0 failed\n');
    expect(out).not.toContain('printed');
    expect(err).toContain('printed a.js');
  });

  test('and are in --json', async () => {
    const { report } = await run(repository(FILES), SAYS, '--json');
    expect(report()).toMatchObject({
      status: 'changes-pending',
      codemod: { files: { changed: 1, unchanged: 1, skipped: 1, failed: 0 }, reports: ['a.js', 'b.js', 'c.js'].map((file) => ({ file, message: `seen ${file}` })), stats: { letters: 9, seen: 3 } },
      changes: [{ file: 'a.js', patch: expect.stringContaining('+fresh(1);') }],
    });
  });

  test('however much it prints', async () => {
    const { code, err } = await run(repository(FILES), `module.exports = () => { for (let i = 0; i < 30; i++) console.log('x'.repeat(100_000)); };`);
    expect(code).toBe(0);
    expect(err.length).toBeLessThan(1_000_000);
  });
});
