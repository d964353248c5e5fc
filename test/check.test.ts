// `unblock check`: new calls fail, known ones do not, gone ones must be taken out; whatever moves.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { baselineFrom, baselineText, check, emptyBaseline, plan, updated } from '../src/index.ts';
import { git, repository } from './bad-input-tree.ts';
import { put } from './temporary.ts';
import { runCli } from './cli-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const store = "const fs = require('fs');\n\nclass Store {\n  load(file) {\n    return fs.readFileSync(file, 'utf8');\n  }\n}\n\nfunction size(file) {\n  return fs.statSync(file).size + fs.statSync(file).size;\n}\n\nmodule.exports = { Store, size };\n";
const files = { 'package.json': '{"private":true}', 'lib/store.js': store, 'test/store.test.js': "const fs = require('fs');\nfs.readFileSync('a');\n" };

async function ready(): Promise<string> {
  const root = repository(files);
  expect(await runCli(root, ['check', '--update'])).toMatchObject({ code: 0, out: 'unblock-baseline.json written: 3 blocking calls known\n' });
  return root;
}

const edit = (root: string, file: string, change: (text: string) => string): void => writeFileSync(path.join(root, file), change(readFileSync(path.join(root, file), 'utf8')));
const baseline = (root: string): string => readFileSync(path.join(root, 'unblock-baseline.json'), 'utf8');

describe('the ratchet', () => {
  test('without a baseline every call is new, and how to begin is said', async () => {
    const { code, out } = await runCli(repository(files), ['check']);
    expect(code).toBe(1);
    expect(out).toContain('3 new blocking calls\n');
    expect(out).toContain('lib/store.js:5:12  fs.readFileSync in load\n');
    expect(out).toContain('there is no unblock-baseline.json yet: npx unblock check --update begins with what is there');
  });

  test('what is known passes; the file is one line for each call, in order', async () => {
    const root = await ready();
    expect(await runCli(root, ['check'])).toMatchObject({ code: 0, out: 'no new blocking call (3 known)\n', err: '' });
    expect(baseline(root)).toBe(`{
 "version": 1,
 "calls": {
  "lib/store.js": [
   {"api":"fs.readFileSync","within":"load","text":"fs.readFileSync(file, 'utf8')","count":1},
   {"api":"fs.statSync","within":"size","text":"fs.statSync(file)","count":2}
  ]
 }
}
`);
  });

  test('moved lines, other white space and other line ends are no change', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', (text) => `// a licence\n\n${text.replace("(file, 'utf8')", "(\n      file,\n      'utf8')")}`.replace("(\n      file,\n      'utf8')", "(file,\n      'utf8')").replaceAll('\n', '\r\n'));
    expect((await runCli(root, ['check'])).code).toBe(0);
  });

  test.each([
    ['in a function of its own', (text: string) => `${text}\nfunction other(file) {\n  return fs.readFileSync(file, 'utf8');\n}\n`, 'fs.readFileSync in other'],
    ['one more of the same', (text: string) => text.replace('.size + fs', '.size + fs.statSync(file).size + fs'), 'fs.statSync in size'],
    ['another API', (text: string) => text.replace("fs.readFileSync(file, 'utf8')", "fs.readdirSync(file, 'utf8')"), 'fs.readdirSync in load'],
  ])('a new call fails: %s', async (_, change, said) => {
    const root = await ready();
    edit(root, 'lib/store.js', change);
    const { code, out } = await runCli(root, ['check', '--json']);
    const report = JSON.parse(out) as { status: string; exitCode: number; check: { new: { file: string; api: string; within: string }[] } };
    expect([code, report.status, report.exitCode]).toEqual([1, 'new-calls', 1]);
    expect(report.check.new.map(({ api, within }) => `${api} in ${within}`)).toEqual([said]);
    expect((await runCli(root, ['check'])).out).toContain('1 new blocking call\n');
  });

  test('a fixed call must be taken out: --prune does that, and lets nothing in', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', (text) => `${text.replace(' + fs.statSync(file).size', '')}\nfs.writeFileSync('a', 'b');\n`);
    const { code, out } = await runCli(root, ['check']);
    expect(code).toBe(1);
    expect(out).toContain('1 call of unblock-baseline.json is gone: unblock check --prune takes it out\n  lib/store.js  fs.statSync in size\n');
    const pruning = await runCli(root, ['check', '--prune']);
    expect(pruning.code).toBe(1);
    expect(pruning.out).toContain('unblock-baseline.json written: 2 blocking calls known\n1 new blocking call\n');
    edit(root, 'lib/store.js', (text) => text.replace("fs.writeFileSync('a', 'b');\n", ''));
    expect(await runCli(root, ['check'])).toMatchObject({ code: 0, out: 'no new blocking call (2 known)\n' });
    expect((await runCli(root, ['check', '--prune'])).out).toBe('unblock-baseline.json is up to date\nno new blocking call (2 known)\n');
  });

  test('only gone calls: exit 1 and a status of its own', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', (text) => text.replace("fs.readFileSync(file, 'utf8')", 'file'));
    const { code, out } = await runCli(root, ['check', '--json']);
    expect([code, (JSON.parse(out) as { status: string }).status]).toEqual([1, 'stale-baseline']);
  });

  test('a file that does not parse is not compared: its calls are not gone, and the exit code is 3', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', (text) => `${text}function ( {{{\n`);
    const before = baseline(root);
    const { code, out, err } = await runCli(root, ['check']);
    expect([code, out.includes('gone'), err.includes('does not parse')]).toEqual([3, false, true]);
    expect((await runCli(root, ['check', '--prune'])).code).toBe(3);
    expect((await runCli(root, ['check', '--update'])).code).toBe(3);
    expect(baseline(root)).toBe(before);
  });

  test('calls in tests count with --tests', async () => {
    const root = await ready();
    const { code, out } = await runCli(root, ['check', '--tests']);
    expect(code).toBe(1);
    expect(out).toContain('test/store.test.js:2:1  fs.readFileSync\n');
  });
});

describe('places', () => {
  test('--since looks at changed files alone, and leaves the rest of the baseline', async () => {
    const root = await ready();
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'baseline');
    put(root, { 'lib/new.js': "require('fs').unlinkSync('x');\n" });
    edit(root, 'package.json', (text) => `${text}\n`);
    expect((await runCli(root, ['check', '--since', 'HEAD'])).out).toContain('1 new blocking call\n');
    expect((await runCli(root, ['check', '--since', 'HEAD', '--update'])).code).toBe(0);
    expect(Object.keys(baselineFrom(baseline(root))!.calls)).toEqual(['lib/new.js', 'lib/store.js']);
    expect(await runCli(root, ['check', '--since', 'nowhere'])).toMatchObject({ code: 2, err: expect.stringContaining("git knows no commit 'nowhere'") });
  });

  test('another baseline: named, missing, or no baseline at all', async () => {
    const root = await ready();
    expect(await runCli(root, ['check', '--baseline', 'other.json'])).toMatchObject({ code: 2, err: 'unblock: cannot read other.json (ENOENT): unblock check --update writes it\n' });
    expect((await runCli(root, ['check', '--baseline', 'other.json', '--update'])).code).toBe(0);
    expect(readFileSync(path.join(root, 'other.json'), 'utf8')).toBe(baseline(root));
    expect(await runCli(root, ['check', '--baseline', 'package.json', '--update'])).toMatchObject({ code: 2, err: 'unblock: package.json is no baseline that this version understands\n' });
    expect(readFileSync(path.join(root, 'package.json'), 'utf8')).toBe(files['package.json']);
  });

  test.each(['{', '[]', '{"version":2,"calls":{}}', '{"version":1,"calls":{"a":[{"api":"x"}]}}', '{"version":1,"calls":{"a":[{"api":"x","within":"","text":"","count":0}]}}'])('%s is no baseline', (text) => expect(baselineFrom(text)).toBeUndefined());

  test('a file named like a member of every object is a file', async () => {
    const planned = await plan({ root: repository({ 'constructor.js': "exports.a = () => require('fs').readFileSync('x');\n", '__proto__.js': "exports.a = () => require('fs').readFileSync('x');\n" }) });
    const known = baselineFrom(baselineText(updated(planned, emptyBaseline)))!;
    expect(check(planned, known)).toMatchObject({ new: [], gone: [], known: 2 });
    expect(check(planned, emptyBaseline).new).toHaveLength(2);
  });
});

describe('annotations', () => {
  test('in GitHub Actions they come with the text; with --format github alone', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', (text) => `${text}\nfs.rmSync('x');\n`);
    const annotation = '::error file=lib/store.js,line=15,col=1,title=new blocking call%3A fs.rmSync::fs.rmSync blocks the event loop.';
    const inActions = await runCli(root, ['check'], { env: { GITHUB_ACTIONS: 'true' } });
    expect(inActions.code).toBe(1);
    expect(inActions.out).toContain('1 new blocking call\n');
    expect(inActions.out).toContain(annotation);
    const alone = await runCli(root, ['check', '--format', 'github']);
    expect([alone.code, alone.out.startsWith(annotation), alone.out.trimEnd().split('\n')]).toEqual([1, true, expect.objectContaining({ length: 1 })]);
    expect((await runCli(root, ['check'])).out).not.toContain('::error');
  });

  test('a stale baseline is one annotation of the baseline', async () => {
    const root = await ready();
    edit(root, 'lib/store.js', () => 'module.exports = 1;\n');
    expect((await runCli(root, ['check', '--format', 'github'])).out).toBe('::error file=unblock-baseline.json,line=1,title=baseline is out of date::Calls are gone that unblock-baseline.json knows: run unblock check --prune.\n');
  });
});
