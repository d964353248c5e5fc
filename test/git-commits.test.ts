// --commit: what is written becomes commits of these files alone, and what cannot is said before anything is written.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contents, folder, removeFolders, tree, unblock } from './run-tools.ts';

const LOAD = "const fs = require('fs');\nexports.load = function load() {\n  return fs.readFileSync('package.json', 'utf8');\n};\n";
const FILES = {
  'package.json': '{ "private": true }\n',
  'one/load.js': LOAD,
  'one/main.js': "const { load } = require('./load.js');\nfunction main() {\n  console.log(load().length);\n}\nmain();\n",
  'two/main.js': "const fs = require('fs');\nconsole.log(fs.readdirSync('.').includes('package.json'));\n",
  'notes.txt': 'one\n',
  'other.txt': 'one\n',
};

const git = (root: string, ...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });

/** FILES in git, with a person's name. */
function repository(files: Record<string, string> = FILES): string {
  const root = tree(files);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, '-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-qm', 'base');
  return root;
}

const subjects = (root: string): string[] => git(root, 'log', '--format=%s').trim().split('\n');
const filesOf = (root: string, commit: string): string[] => git(root, 'show', '--format=', '--name-only', commit).trim().split('\n');

beforeEach(() => {
  const home = folder();
  vi.stubEnv('HOME', home);
  vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(home, '.gitconfig'));
  writeFileSync(path.join(home, '.gitconfig'), '[user]\n\tname = Ada\n\temail = ada@example.org\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeFolders();
});

describe('what is committed', () => {
  test('per-transform: one commit of the files that were written, with a message that says what and why', async () => {
    const root = repository();
    const { code, out } = await unblock(root, 'run', '--write', '--commit', 'per-transform');
    expect(code).toBe(0);
    expect(subjects(root)).toEqual(['Await instead of blocking: 2 blocking calls in 3 files', 'base']);
    expect(git(root, 'log', '-1', '--format=%b')).toBe(`These calls held up everything else in the process (lines as they were):
- one/load.js:3 fs.readFileSync -> fs.promises.readFile in load
- two/main.js:2 fs.readdirSync -> fs.promises.readdir

These functions became async, because they wait for them:
- one/load.js:2 load calls fs.readFileSync
- one/main.js:2 main awaits load()

Besides:
- one/main.js:1 the top level of the script moves into an async
  function
- two/main.js:1 the top level of the script moves into an async
  function

Made by: npx unblock run --write --commit per-transform

`);
    expect(git(root, 'log', '-1', '--format=%an <%ae> %cn')).toBe('Ada <ada@example.org> Ada\n');
    expect(git(root, 'status', '--porcelain')).toBe('');
    expect(out).toMatch(/wrote 3 files\ncommitted [0-9a-f]{10} Await instead of blocking/);
  });

  test('per-unit: one commit for each unit, and the program runs after each of them', async () => {
    const root = repository();
    await unblock(root, 'run', '--write', '--commit', 'per-unit');
    expect(subjects(root)).toEqual(['Await instead of blocking: fs.readdirSync in two/main.js', 'Await instead of blocking: fs.readFileSync in 2 files', 'base']);
    expect(filesOf(root, 'HEAD')).toEqual(['two/main.js']);
    expect(filesOf(root, 'HEAD~1')).toEqual(['one/load.js', 'one/main.js']);
    for (const commit of ['HEAD~2', 'HEAD~1', 'HEAD']) {
      git(root, 'checkout', '-q', commit === 'HEAD' ? 'HEAD' : git(root, 'rev-parse', commit).trim());
      for (const [file, said] of [['one/main.js', '20'], ['two/main.js', 'true']]) {
        expect(spawnSync(process.execPath, [file!], { cwd: root, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: `${said}\n` });
      }
      git(root, 'checkout', '-q', '-');
    }
  });

  test('nothing else: what is staged stays staged, what is changed stays changed, other files stay out', async () => {
    const root = repository();
    writeFileSync(path.join(root, 'notes.txt'), 'staged\n');
    git(root, 'add', 'notes.txt');
    appendFileSync(path.join(root, 'notes.txt'), 'and changed\n');
    writeFileSync(path.join(root, 'other.txt'), 'changed\n');
    writeFileSync(path.join(root, 'new.txt'), 'new\n');
    expect((await unblock(root, 'run', '--write', '--commit', 'per-unit')).code).toBe(0);
    expect(git(root, 'status', '--porcelain')).toBe('MM notes.txt\n M other.txt\n?? new.txt\n');
    expect(git(root, 'show', ':notes.txt')).toBe('staged\n');
    expect([...filesOf(root, 'HEAD'), ...filesOf(root, 'HEAD~1')].filter((file) => file.endsWith('.txt'))).toEqual([]);
  });

  test('from a folder of the repository, with names that git would read as patterns', async () => {
    const files = { 'pkg/package.json': '{ "private": true }\n', 'pkg/[a]*.js': FILES['two/main.js'], 'pkg/a.js': 'exports.a = 1;\n', ':(top)x.js': 'exports.x = 1;\n' };
    const root = repository(files);
    writeFileSync(path.join(root, 'pkg/a.js'), 'exports.a = 2;\n');
    expect((await unblock(path.join(root, 'pkg'), 'run', '--write', '--commit', 'per-unit')).code).toBe(0);
    expect(filesOf(root, 'HEAD')).toEqual(['pkg/[a]*.js']);
    expect(git(root, 'status', '--porcelain')).toBe(' M pkg/a.js\n');
  });

  test('several transforms: a commit each, and one for what several of them change', async () => {
    const chain = 'async function f(p) {\n  return p.then((x) => x + 1);\n}\nf(Promise.resolve(1)).catch(() => {});\n';
    const root = repository({ 'package.json': '{ "private": true }\n', 'a.js': chain, 'b.js': FILES['two/main.js'], 'c.js': `const fs = require('fs');\n${chain.replace('x + 1', "x + fs.readFileSync('package.json').length")}` });
    expect(await unblock(root, 'run', 'then-to-await', 'sync-to-await', '--write', '--commit', 'per-transform')).toMatchObject({ code: 0 });
    const commits = git(root, 'log', '--reverse', '--format=%H', 'HEAD').trim().split('\n').slice(1);
    expect(commits.map((commit) => filesOf(root, commit))).toEqual([['a.js'], ['b.js'], ['c.js']]);
    expect(subjects(root).slice(0, 3)).toEqual([expect.stringMatching(/^Use await: .*1 promise chain.* in c\.js$/), 'Await instead of blocking: fs.readdirSync in b.js', 'Turn 1 promise chain into await in a.js']);
  });

  test('callbacks and coroutines are not said to block', async () => {
    const callback = "const fs = require('fs');\nfunction load(cb) {\n  fs.readFile('package.json', (err, text) => {\n    if (err) return cb(err);\n    cb(null, text.length);\n  });\n}\nload((err, n) => {\n  if (err) throw err;\n  console.log(n);\n});\n";
    const coroutine = "const co = require('co');\nfunction f(p) {\n  return co(function* () {\n    return yield Promise.resolve(p);\n  });\n}\nf(Promise.resolve(1)).catch(() => {});\n";
    const root = repository({ 'package.json': '{ "private": true, "dependencies": { "co": "^4.6.0" } }\n', 'a.js': callback, 'b.js': coroutine });
    expect(await unblock(root, 'run', 'callback-to-await', 'coroutine-to-async', '--write', '--commit', 'per-transform')).toMatchObject({ code: 0 });
    expect(subjects(root)).toEqual(['Turn 1 coroutine into async functions in b.js', 'Await instead of callbacks: fs.readFile in a.js', 'base']);
    const bodies = git(root, 'log', '--format=%b');
    expect(bodies).toContain('What the callbacks of these calls did follows an await now (lines as\nthey were):\n- a.js:3 fs.readFile -> fs.promises.readFile in load\n');
    expect(bodies).not.toContain('held up everything');
  });

  test('of a saved plan, too, and of a transform of the user', async () => {
    const root = repository();
    const outside = folder();
    await unblock(root, 'plan', '--out', path.join(outside, 'plan.json'));
    expect((await unblock(root, 'apply', path.join(outside, 'plan.json'), '--commit', 'per-transform')).code).toBe(0);
    vi.stubEnv('NODE_OPTIONS', `--import ${import.meta.resolve('tsx')}`);
    writeFileSync(path.join(outside, 'mine.cjs'), "module.exports = ({ source }) => source.replace(/length/g, 'size');\n");
    expect(await unblock(root, 'run', '--write', '--transform', path.join(outside, 'mine.cjs'), '--commit', 'per-unit')).toMatchObject({ code: 0, err: '' });
    expect(subjects(root)).toEqual([expect.stringMatching(/^Apply .*mine.cjs in one\/main.js$|^Apply .* in 1 file$/), 'Await instead of blocking: 2 blocking calls in 3 files', 'base']);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('the report holds the commits', async () => {
    const root = repository();
    const { out } = await unblock(root, 'run', '--write', '--commit', 'per-unit', '--json');
    const { commits, status } = JSON.parse(out) as { status: string; commits: { hash: string; subject: string; files: string[] }[] };
    expect(status).toBe('ok');
    expect(commits.map(({ hash }) => hash)).toEqual(git(root, 'log', '-2', '--reverse', '--format=%H').trim().split('\n'));
    expect(commits.map(({ files }) => files)).toEqual([['one/load.js', 'one/main.js'], ['two/main.js']]);
  });
});

describe('hooks', () => {
  const hook = (root: string, name: string, text: string): void => {
    mkdirSync(path.join(root, '.git/hooks'), { recursive: true });
    writeFileSync(path.join(root, '.git/hooks', name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(root, '.git/hooks', name), 0o755);
  };

  test('run as usual', async () => {
    const root = repository();
    hook(root, 'commit-msg', 'echo "Reviewed-by: hook" >> "$1"');
    expect((await unblock(root, 'run', '--write', '--commit', 'per-transform')).code).toBe(0);
    expect(git(root, 'log', '-1', '--format=%b')).toContain('Reviewed-by: hook');
  });

  test('one that fails is repeated; the files are written, the commits before it stay, and undo gives all back', async () => {
    const root = repository();
    const before = contents(root);
    hook(root, 'pre-commit', 'if git diff --cached --name-only | grep -q two/; then echo "lint: two is not fine" >&2; exit 1; fi');
    const { code, out, err } = await unblock(root, 'run', '--write', '--commit', 'per-unit');
    expect(code).toBe(3);
    expect(err).toContain('unblock: the next commit was not made, nor those after it; the files are written. What git said:\n  lint: two is not fine\n');
    expect(out).toMatch(/wrote 3 files\ncommitted .*\nto take it back: npx unblock undo/);
    expect(subjects(root)).toEqual(['Await instead of blocking: fs.readFileSync in 2 files', 'base']);
    expect(git(root, 'status', '--porcelain')).toBe(' M two/main.js\n');
    const undone = await unblock(root, 'undo');
    expect(undone.out).toMatch(/3 files restored .*\n1 commit made of it \([0-9a-f]{10}\) stays in the history: commit what was restored/);
    expect(contents(root)).toEqual(before);
    expect(subjects(root)).toHaveLength(2);
  });

  test('sessions says what was committed', async () => {
    const root = repository();
    await unblock(root, 'run', '--write', '--commit', 'per-unit');
    expect((await unblock(root, 'sessions')).out).toMatch(/written, 3 files, .*--commit per-unit, 2 commits\n/);
  });
});

describe('what cannot be committed is said before anything is written', () => {
  /** The run ends so, and has touched nothing. */
  async function refused(root: string, exitCode: number, message: RegExp, ...more: string[]): Promise<void> {
    const before = contents(root);
    const { code, err } = await unblock(root, 'run', '--write', '--commit', 'per-unit', ...more);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(exitCode);
    expect(contents(root)).toEqual(before);
    expect(existsSync(path.join(root, '.unblock'))).toBe(false);
  }

  test('outside of git', () => refused(tree(FILES), 2, /^unblock: --commit needs a git repository, and .* is in none$/m));

  test('in a folder that git ignores', async () => {
    const root = repository({ ...FILES, '.gitignore': 'copy/\n' });
    mkdirSync(path.join(root, 'copy'));
    writeFileSync(path.join(root, 'copy/a.js'), FILES['two/main.js']);
    await refused(path.join(root, 'copy'), 2, /git ignores/);
  });

  test('without a name', async () => {
    const root = repository();
    writeFileSync(process.env['GIT_CONFIG_GLOBAL']!, '[user]\n\tuseConfigOnly = true\n');
    await refused(root, 4, /^unblock: git does not know in whose name to commit: set user.name and user.email with git config$/m);
  });

  test('while a merge is under way', async () => {
    const root = repository();
    git(root, 'checkout', '-qb', 'side');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'side');
    git(root, 'checkout', '-q', '-');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'here');
    git(root, 'merge', '-q', '--no-commit', '--no-ff', 'side');
    await refused(root, 4, /a merge is under way: finish it before --commit/);
  });

  test('a file of somebody else\'s changes, whatever --allow-dirty says: they would be committed, too', async () => {
    const root = repository();
    appendFileSync(path.join(root, 'two/main.js'), '// mine\n');
    await refused(root, 4, /1 file to write has uncommitted changes: two\/main.js. Commit or stash them, or leave --commit away/, '--allow-dirty');
    expect(readFileSync(path.join(root, 'two/main.js'), 'utf8')).toContain('// mine');
  });

  test.each([
    [['plan', '--commit', 'per-unit'], /--commit goes with run, apply, review and resume/],
    [['run', '--dry-run', '--commit', 'per-unit'], /does not go with --check and --dry-run/],
    [['run', '--write', '--commit', 'all'], /Allowed choices are per-transform, per-unit, none/],
  ])('%j is a mistake', async (argv, message) => {
    const { code, err } = await unblock(repository(), ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
