// Bad input, one test each: a clear message, the right exit code, and nothing lost. Through the command line, then part by part.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dirtyFiles } from '../src/scan/dirty-files.ts';
import { ScanError } from '../src/scan/scan-error.ts';
import { scan } from '../src/scan/scan.ts';
import { commit } from '../src/write/commit.ts';
import { undo } from '../src/write/undo.ts';
import { migrate, unblock } from './bad-input-cli.ts';
import { git, repository, snapshot } from './bad-input-tree.ts';
import { type Entry, folder, put, tree } from './temporary.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

async function scanFailure(root: string, paths?: readonly string[]): Promise<ScanError> {
  const error = await scan(root, paths && { paths }).then(() => expect.fail('it went through'), (reason: unknown) => reason);
  expect(error).toBeInstanceOf(ScanError);
  expect((error as Error).message).not.toContain('\n');
  return error as ScanError;
}

/** Scans, replaces `old` by `new`, undoes; returns the bytes in between. */
async function roundTrip(content: Entry): Promise<Buffer> {
  const root = tree({ 'a.js': content });
  const before = snapshot(root);
  const repo = await scan(root);
  const changes = repo.files.map(({ id, text }) => ({ file: id, before: text, after: text.replace('old', 'new'), groups: [] }));
  await commit(root, changes, { sources: repo.files });
  const written = fs.readFileSync(path.join(root, 'a.js'));
  await undo(root);
  expect(snapshot(root)).toEqual(before);
  return written;
}

const script = (eol = '\n'): string => ["const fs = require('fs');", '', "const text = fs.readFileSync('a.txt', 'utf8'); // old", 'console.log(text);', ''].join(eol);
const migrated = (eol = '\n'): RegExp => new RegExp(`^const fs = require\\('fs'\\);${eol}${eol}async function main\\(\\) \\{${eol}const text = await fs\\.promises\\.readFile\\('a\\.txt', 'utf8'\\); // old${eol}`);

/** Migrates, checks with `look`, undoes, and expects the tree to be as before. */
async function thereAndBack(root: string, look: () => void, code = 0): Promise<string> {
  const before = snapshot(root);
  const ended = await migrate(root);
  expect(ended).toMatchObject({ code, ...(code === 0 ? { err: '' } : {}) });
  look();
  expect(await unblock(root, 'undo')).toMatchObject({ code: 0 });
  expect(snapshot(root)).toEqual(before);
  return ended.out + ended.err;
}

describe('through the command line', () => {
  test('a file that does not parse is named, and the others are migrated', async () => {
    const broken = 'const fs = require("fs");\n\nfunction ( {{{ `\n';
    const root = repository({ 'broken.js': broken, 'fine.js': script() });
    const said = await thereAndBack(root, () => {
      expect(fs.readFileSync(path.join(root, 'broken.js'), 'utf8')).toBe(broken);
      expect(fs.readFileSync(path.join(root, 'fine.js'), 'utf8')).toMatch(migrated());
    }, 3);
    expect(said).toMatch(/broken\.js:3 does not parse: .*Unexpected token/);
  });

  test('nothing but a file that does not parse', async () => {
    const root = repository({ 'broken.js': 'if (' });
    const before = snapshot(root);
    const { code, out, err } = await migrate(root);
    expect([code, out]).toEqual([3, expect.stringContaining('nothing to change')]);
    expect(err).toContain('broken.js:1 does not parse');
    expect(snapshot(root)).toEqual(before);
  });

  test('the place where it stops to parse is named, not the first import', async () => {
    const root = repository({ 'broken.js': 'import fs from "fs";\n\nexport const a = ;\n' });
    const { code, err } = await migrate(root);
    expect(code).toBe(3);
    expect(err).toMatch(/broken\.js:3 does not parse: .*Unexpected token/);
  });

  test('what a file that does not parse may call stays', async () => {
    const lib = 'const fs = require("fs");\nexports.read = () => fs.readFileSync("x", "utf8");\n';
    const root = repository({ 'broken.js': 'import { read } from "./lib.js";\nread() |> print;\n', 'lib.js': lib, 'fine.js': script(), 'user.js': 'const lib = require("./lib.js");\nconsole.log(lib.read());\n' });
    const { code, out } = await migrate(root);
    expect(code).toBe(3);
    expect(out).toContain('may be called by broken.js, which cannot be read');
    expect(fs.readFileSync(path.join(root, 'lib.js'), 'utf8')).toBe(lib);
    expect(fs.readFileSync(path.join(root, 'fine.js'), 'utf8')).toMatch(migrated());
  });

  test('what a file in another language may call stays', async () => {
    const lib = 'const fs = require("fs");\nexports.read = () => fs.readFileSync("x", "utf8");\n';
    const root = repository({ 'app.coffee': "lib = require './lib'\nconsole.log lib.read()\n", 'lib.js': lib, 'fine.js': script(), 'user.js': 'const lib = require("./lib.js");\nconsole.log(lib.read());\n' });
    const { code, out } = await migrate(root);
    expect(code).toBe(0);
    expect(out).toContain('may be called by app.coffee, which cannot be read');
    expect(fs.readFileSync(path.join(root, 'lib.js'), 'utf8')).toBe(lib);
    expect(fs.readFileSync(path.join(root, 'fine.js'), 'utf8')).toMatch(migrated());
  });

  test('a BOM stays', async () => {
    const root = repository({ 'a.js': `\ufeff${script()}` });
    await thereAndBack(root, () => {
      const bytes = fs.readFileSync(path.join(root, 'a.js'));
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      expect(bytes.subarray(3).toString()).toMatch(migrated());
    });
  });

  test('CRLF stays, in what is added too', async () => {
    const root = repository({ 'a.js': script('\r\n') });
    await thereAndBack(root, () => {
      const text = fs.readFileSync(path.join(root, 'a.js'), 'utf8');
      expect(text).toMatch(migrated('\r\n'));
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    });
  });

  test('latin-1 bytes stay', async () => {
    const root = repository({ 'a.js': Buffer.from(script().replace('old', '\u00fcber\u00e9'), 'latin1') });
    await thereAndBack(root, () => {
      const bytes = fs.readFileSync(path.join(root, 'a.js'));
      expect(bytes.toString('latin1').replace('\u00fcber\u00e9', 'old')).toMatch(migrated());
      expect(bytes.includes(Buffer.from([0xfc, 0x62, 0x65, 0x72, 0xe9]))).toBe(true);
    });
  });

  test('a symlink out of the repository is not followed', async () => {
    const outside = tree({ 'secret.js': script(), 'sub/other.js': script() });
    const root = repository({ 'a.js': script(), 'link.js': { link: path.join(outside, 'secret.js') }, dir: { link: path.join(outside, 'sub') } });
    const before = snapshot(outside);
    await thereAndBack(root, () => {
      expect(snapshot(outside)).toEqual(before);
      expect(fs.readlinkSync(path.join(root, 'link.js'))).toBe(path.join(outside, 'secret.js'));
      expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toMatch(migrated());
    });
  });

  test('a missing path', async () => {
    const root = tree({ 'a.js': script() });
    for (const argv of [['run', '--write', 'gone'], ['scan', '--root', 'gone'], ['plan', path.join(root, 'gone')]]) {
      const { code, out, err } = await unblock(root, ...argv);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^unblock: .*gone.*\n$/);
    }
    expect(snapshot(root)).toEqual(snapshot(tree({ 'a.js': script() })));
  });

  test('an empty repository', async () => {
    for (const root of [folder(), repository({}), repository({ 'README.md': '#' })]) {
      const { code, out, err } = await migrate(root);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^unblock: Nothing to scan: .*--root <dir>\.\n$/);
    }
  });

  test('a repository without blocking calls', async () => {
    const root = repository({ 'a.js': 'console.log(1);\n' });
    const { code, out } = await migrate(root);
    expect([code, out]).toEqual([0, expect.stringContaining('nothing to change')]);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('a dirty git tree is not written over, unless it is said', async () => {
    const root = repository({ 'a.js': '// committed\n', 'b.js': script() });
    put(root, { 'a.js': script() });
    const before = snapshot(root);
    const { code, err } = await migrate(root);
    expect(code).toBe(4);
    expect(err).toMatch(/^unblock: .*\ba\.js\b.*--allow-dirty/);
    expect(err).not.toContain('b.js');
    expect(snapshot(root)).toEqual(before);
    expect(await migrate(root, '--allow-dirty')).toMatchObject({ code: 0 });
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toMatch(migrated());
    expect(await unblock(root, 'undo')).toMatchObject({ code: 0 });
    expect(snapshot(root)).toEqual(before);
  });
});

describe('bytes', () => {
  test('a file that does not parse is scanned as it is', async () => {
    const text = '<<<<<<< HEAD\nfunction ( {{{ `\n=======\n';
    const { files } = await scan(tree({ 'broken.js': text, 'fine.js': 'var a;' }));
    expect(files.map((file) => [file.id, file.text])).toEqual([['broken.js', text], ['fine.js', 'var a;']]);
  });

  test('a BOM', async () => {
    expect(await roundTrip('\ufeffold\n')).toEqual(Buffer.from('\ufeffnew\n'));
  });

  test('CRLF, mixed with LF and a lone CR', async () => {
    expect(await roundTrip('a\r\nold\nb\rc\r\n')).toEqual(Buffer.from('a\r\nnew\nb\rc\r\n'));
  });

  test('latin-1', async () => {
    expect(await roundTrip(Buffer.from('// \u00fcber\u0080\u00ff old', 'latin1'))).toEqual(Buffer.from('// \u00fcber\u0080\u00ff new', 'latin1'));
  });

  test('UTF-8 cut in the middle of a character, and overlong', async () => {
    expect(await roundTrip(Buffer.from([0x6f, 0x6c, 0x64, 0xe2, 0x82]))).toEqual(Buffer.from([0x6e, 0x65, 0x77, 0xe2, 0x82]));
    expect(await roundTrip(Buffer.from([0xc0, 0xaf, 0x6f, 0x6c, 0x64]))).toEqual(Buffer.from([0xc0, 0xaf, 0x6e, 0x65, 0x77]));
  });
});

describe('places', () => {
  test('a symlink out of the repository is neither read nor written through', async () => {
    const outside = tree({ 'secret.js': 'old' });
    const root = tree({ 'a.js': 'old', 'link.js': { link: path.join(outside, 'secret.js') }, dir: { link: outside } });
    const repo = await scan(root);
    expect(repo.files.map(({ id }) => id)).toEqual(['a.js']);
    expect(repo.skipped.map(({ path: id, why }) => [id, why])).toEqual([['dir', 'symlink'], ['link.js', 'symlink']]);
    for (const file of ['link.js', 'dir/secret.js']) {
      await expect(commit(root, [{ file, before: 'old', after: 'new', groups: [] }])).rejects.toMatchObject({ code: 'changed-since-preview', files: [file] });
    }
    expect(fs.readFileSync(path.join(outside, 'secret.js'), 'utf8')).toBe('old');
  });

  test('a missing root', async () => {
    const root = path.join(folder(), 'gone');
    const error = await scanFailure(root);
    expect(error).toMatchObject({ code: 'missing-path' });
    expect(error.message).toContain(root);
    expect(error.message).toContain('--root');
  });

  test('a missing path, and one outside the root', async () => {
    const root = tree({ 'in/a.js': '', 'b.js': '' });
    const missing = await scanFailure(root, ['in', 'lib']);
    expect(missing).toMatchObject({ code: 'missing-path' });
    expect(missing.message).toContain('lib');
    const outside = await scanFailure(path.join(root, 'in'), ['../b.js']);
    expect(outside).toMatchObject({ code: 'missing-path' });
    expect(outside.message).toContain('outside');
  });

  test('a root that is a file', async () => {
    const error = await scanFailure(path.join(tree({ 'a.js': '' }), 'a.js'));
    expect(error).toMatchObject({ code: 'not-a-directory' });
    expect(error.message).toContain('is a file');
  });

  test('a symlink that goes round in circles', async () => {
    const root = tree({ loop: { link: 'loop' } });
    expect(await scanFailure(path.join(root, 'loop'))).toMatchObject({ code: 'missing-path' });
  });

  test('an empty folder, an empty repository', async () => {
    for (const root of [folder(), repository({}), repository({ 'README.md': '#' })]) {
      const error = await scanFailure(root);
      expect(error).toMatchObject({ code: 'nothing-to-scan' });
      expect(error.message).toContain(root);
    }
  });

  test('nothing but files that are left out: the message counts them', async () => {
    const error = await scanFailure(tree({ 'a.min.js': '', 'b.min.js': '', 'vendor/c.js': '' }));
    expect(error.message).toContain('2 minified, 1 vendored');
  });
});

test('a dirty git tree: the files that git could not bring back are named', async () => {
  const root = repository({ 'a.js': 'old', 'b.js': 'old' });
  put(root, { 'b.js': 'mine', 'c.js': 'mine' });
  expect(await dirtyFiles(root, ['a.js', 'b.js', 'c.js'])).toEqual(['b.js', 'c.js']);
  // What unblock itself leaves behind is invisible to git.
  await commit(root, [{ file: 'a.js', before: 'old', after: 'new', groups: [] }]);
  expect(await dirtyFiles(root, ['a.js', 'b.js', 'c.js'])).toEqual(['a.js', 'b.js', 'c.js']);
  await undo(root);
  expect(await dirtyFiles(root, ['a.js'])).toEqual([]);
});

test('.unblock does not show in git status', async () => {
  const root = repository({ 'a.js': 'old' });
  await commit(root, [{ file: 'a.js', before: 'old', after: 'new', groups: [] }]);
  expect(git(root, 'status', '--porcelain')).toBe(' M a.js\n');
});
