// git is asked without letting the repository run anything, and says which files it could not bring back.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dirtyFiles } from '../src/scan/dirty-files.ts';
import { scan } from '../src/scan/scan.ts';
import { git, repository } from './bad-input-tree.ts';
import { folder, put, tree } from './temporary.ts';

describe('runs no code of the repository', () => {
  /** A repository where every way we know to make git run a program leaves a trace in `trap`. */
  function trapped(): { root: string; trap: string } {
    const trap = path.join(folder(), 'ran');
    const script = { text: `#!/bin/sh\necho "$0" >> '${trap}'\ncat\n`, mode: 0o755 };
    const root = repository({ 'a.js': 'var a;\n', 'b.js': 'var b;\n', '.gitattributes': '*.js filter=evil=odd diff=evil\n' });
    put(root, { '.git/evil': script, '.git/hooks/post-index-change': script, '.git/hooks/fsmonitor-watchman': script, 'node_modules/.bin/git': script, 'bin/git': script });
    const program = path.join(root, '.git/evil');
    for (const [key, value] of [
      ['core.fsmonitor', program],
      ['core.hooksPath', path.join(root, '.git/hooks')],
      ['core.sshCommand', program],
      ['core.pager', program],
      ['filter.evil=odd.clean', program],
      ['filter.evil=odd.process', program],
      ['filter.evil=odd.required', 'true'],
      ['diff.evil.textconv', program],
      ['diff.external', program],
    ] as const) {
      git(root, 'config', key, value);
    }
    // Same size, other time: git has to look at the content, through the filter.
    fs.writeFileSync(path.join(root, 'a.js'), 'var z;\n');
    fs.utimesSync(path.join(root, 'b.js'), 0, 0);
    return { root, trap };
  }

  test('the traps work when nobody is careful', () => {
    const { root, trap } = trapped();
    // With the filter's protocol failing, git fails as well; only the trace matters.
    try {
      git(root, 'status', '--porcelain');
    } catch {
      // expected
    }
    expect(fs.existsSync(trap)).toBe(true);
  });

  test('scan() and dirtyFiles() step on none', async () => {
    const { root, trap } = trapped();
    const { PATH } = process.env;
    vi.stubEnv('PATH', [path.join(root, 'node_modules/.bin'), path.join(root, 'bin'), '.', '', PATH].join(path.delimiter));
    try {
      const repo = await scan(root);
      expect(repo.files.map(({ id }) => id)).toEqual(['a.js', 'b.js']);
      expect(await dirtyFiles(root, ['a.js', 'b.js'])).toEqual(['a.js']);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(fs.existsSync(trap)).toBe(false);
  });

  test('variables that a git hook exports do not lead elsewhere', async () => {
    const other = repository({ 'other.js': '' });
    const root = repository({ 'a.js': '' });
    vi.stubEnv('GIT_DIR', path.join(other, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', path.join(other, '.git/index'));
    try {
      expect((await scan(root)).files.map(({ id }) => id)).toEqual(['a.js']);
      expect(await dirtyFiles(root, ['a.js'])).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('without a git program the folder is walked', async () => {
    const root = repository({ 'a.js': '', '.gitignore': 'b.js\n', 'c.js': '' });
    put(root, { 'b.js': '' });
    vi.stubEnv('PATH', folder());
    try {
      expect((await scan(root)).files.map(({ id }) => id)).toEqual(['a.js', 'c.js']);
      expect(await dirtyFiles(root, ['a.js'])).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('dirtyFiles', () => {
  test('modified, staged, untracked and ignored files, in the order asked', async () => {
    const root = repository({ 'clean.js': '1', 'modified.js': '1', 'staged.js': '1', 'touched.js': '1', 'sub/é "x".js': '1', '.gitignore': 'ignored.js\n' });
    put(root, { 'modified.js': '2', 'staged.js': '2', 'untracked.js': '1', 'ignored.js': '1', 'added.js': '1', 'sub/é "x".js': '2' });
    git(root, 'add', 'staged.js', 'added.js');
    fs.utimesSync(path.join(root, 'touched.js'), 0, 0);
    const files = ['untracked.js', 'touched.js', 'staged.js', 'sub/é "x".js', 'modified.js', 'ignored.js', 'clean.js', 'added.js'];
    expect(await dirtyFiles(root, files)).toEqual(files.filter((id) => id !== 'touched.js' && id !== 'clean.js'));
  });

  test('ids are relative to the root, also when it is a folder of the repository', async () => {
    const root = repository({ 'a.js': '1', 'sub/a.js': '1', 'sub/b.js': '1' });
    put(root, { 'a.js': '2', 'sub/b.js': '2' });
    expect(await dirtyFiles(path.join(root, 'sub'), ['a.js', 'b.js'])).toEqual(['b.js']);
  });

  test('a repository without a commit: nothing can be brought back', async () => {
    const root = tree({ 'a.js': '1' });
    git(root, 'init', '-q');
    git(root, 'add', 'a.js');
    expect(await dirtyFiles(root, ['a.js'])).toEqual(['a.js']);
  });

  test('outside git, and in a folder git ignores, nothing is dirty', async () => {
    expect(await dirtyFiles(tree({ 'a.js': '1' }), ['a.js'])).toEqual([]);
    const root = repository({ '.gitignore': 'scratch/\n' });
    put(root, { 'scratch/a.js': '1' });
    expect(await dirtyFiles(path.join(root, 'scratch'), ['a.js'])).toEqual([]);
  });

  test('reading leaves the repository as it was', async () => {
    const root = repository({ 'a.js': '1', 'b.js': '2' });
    fs.utimesSync(path.join(root, 'a.js'), 0, 0);
    const before = fs.readFileSync(path.join(root, '.git/index'));
    await scan(root);
    await dirtyFiles(root, ['a.js']);
    expect(fs.readFileSync(path.join(root, '.git/index')).equals(before)).toBe(true);
  });
});
