// The formats through the command line: patches that `git apply` takes, annotations that stay one line, documents alone on stdout.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { githubDocument, workflowCommand } from '../src/preview/github.ts';
import { git, repository, snapshot } from './bad-input-tree.ts';
import { type Entry, folder } from './temporary.ts';
import { runCli } from './cli-run.ts';
import { explainerFor, makeChanges, makePlan, makeRepo, sources } from './preview-fixture.ts';

vi.setConfig({ testTimeout: 120_000 });

const script = (eol: string): string => ["const fs = require('fs');", '', "const text = fs.readFileSync('a.txt', 'utf8');", 'console.log(text.length);', ''].join(eol);

const faults: Record<string, Entry> = {
  'package.json': '{"private":true}',
  'lf.js': script('\n'),
  'crlf.js': script('\r\n'),
  'mixed.js': "const fs = require('fs');\r\n\nconst text = fs.readFileSync('a.txt', 'utf8');\r\nconsole.log(text.length);\n",
  'open end.js': script('\n').trimEnd(),
  'crlf-open-end.js': script('\r\n').trimEnd(),
  'bom.js': `\ufeff${script('\n')}`,
  'bom-crlf.js': `\ufeff${script('\r\n')}`,
  'latin-1.js': Buffer.from(`// caf\u00e9 \u00fcber\n${script('\n').replace('length);', "length, '\u00e9'); // \u00df")}`, 'latin1'),
  'ordner/mein tür.js': script('\n'),
  'executable.js': { text: `#!/usr/bin/env node\n${script('\n')}`, mode: 0o755 },
};

describe('patch', () => {
  test('git apply makes the bytes that --write makes, whatever the files are like', async () => {
    const root = repository(faults);
    const other = folder();
    cpSync(root, other, { recursive: true });
    const patch = path.join(folder(), 'all.patch');
    expect(await runCli(root, ['plan', '--format', 'patch', '--out', patch])).toMatchObject({ code: 0, out: `patch written: ${patch}\n` });
    const { bytes } = await runCli(root, ['run', '--format=patch']);
    expect(bytes.equals(readFileSync(patch))).toBe(true);
    expect(git(root, 'status', '--porcelain')).toBe('');
    execFileSync('git', ['apply', '--whitespace=nowarn', patch], { cwd: other, stdio: 'pipe' });
    expect((await runCli(root, ['run', '--write'])).code).toBe(0);
    const written = Object.fromEntries(Object.entries(snapshot(root)).filter(([file]) => !file.startsWith('.unblock')));
    expect(snapshot(other)).toEqual(written);
    const changed = git(other, '-c', 'core.quotePath=false', 'diff', '--name-only', '-z').split('\0').filter(Boolean).sort();
    expect(changed).toEqual(Object.keys(faults).filter((file) => file !== 'package.json').sort());
    expect((await runCli(root, ['undo'])).code).toBe(0);
  });

  test('nothing to change is an empty patch', async () => {
    const root = repository({ 'a.js': 'module.exports = 1;\n' });
    expect(await runCli(root, ['plan', '--format', 'patch'])).toMatchObject({ code: 0, out: '', err: '' });
  });
});

describe('documents', () => {
  test.each(['json', 'sarif', 'html', 'github', 'patch'])('%s stands alone on stdout, and is the same in a file', async (format) => {
    const root = repository({ 'a.js': script('\n') });
    const { out, code, err } = await runCli(root, ['plan', '--format', format]);
    expect([code, err]).toEqual([0, '']);
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect(out.startsWith({ json: '{', sarif: '{', html: '<!doctype html>', github: '::warning file=a.js', patch: 'diff --git' }[format]!)).toBe(true);
    const file = path.join(folder(), 'document');
    expect((await runCli(root, ['plan', '--format', format, '--out', file])).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const timeless = (json: string): unknown => ({ ...(JSON.parse(json) as object), timings: 0, peakRssMb: 0 });
    if (format === 'json') expect(timeless(text)).toEqual(timeless(out));
    else expect(text).toBe(out);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('with --write the files are written too, and only then', async () => {
    const root = repository({ 'a.js': script('\n') });
    const { out, code } = await runCli(root, ['run', '--write', '--format', 'sarif']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { version: string }).version).toBe('2.1.0');
    expect(git(root, 'diff', '--name-only')).toBe('a.js\n');
  });

  test('a document never asks, even on a terminal', async () => {
    const root = repository({ 'a.js': script('\n') });
    const { code } = await runCli(root, ['run', '--format', 'patch'], { interactive: true, confirm: () => Promise.reject(new Error('it asked')) });
    expect(code).toBe(0);
  });

  test.each([
    [['plan', '--format', 'pdf'], /'pdf' is invalid/],
    [['run', '--out', 'x'], /--out of run goes with --format/],
    [['plan', '--json', '--format', 'sarif'], /both want stdout/],
    [['run', '--format', 'terminal', '--out', 'x'], /--format terminal is for the terminal/],
    [['plan', '--format', 'html', '--out', 'no/such/folder/x.html'], /cannot write .*ENOENT/],
    [['run', '--write', '--shard', '1/2'], /--shard is for reports/],
    [['plan', '--shard', '3/2'], /--shard is written as 1\/3/],
    [['plan', '--stdin'], /--stdin needs --stdin-filename/],
  ])('%j is a mistake', async (argv, message) => {
    const root = repository({ 'a.js': script('\n') });
    const { code, err } = await runCli(root, argv);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(path.join(root, 'x'))).toBe(false);
  });
});

describe('github', () => {
  test('what a text holds cannot end the command or begin another', () => {
    const line = workflowCommand({ level: 'warning', file: 'a:b,c%.js', line: 3, title: 'x,y:z\r\n::error::no', message: '100%\n::set-output name=x::y' });
    expect(line).toBe('::warning file=a%3Ab%2Cc%25.js,line=3,title=x%2Cy%3Az%0D%0A%3A%3Aerror%3A%3Ano::100%25%0A::set-output name=x::y');
    expect(line).not.toMatch(/[\r\n]/);
  });

  test('one line for each call and each problem, sources first', () => {
    const plan = makePlan({ problems: [{ file: 'bad.js', code: 'does-not-parse', message: 'Unexpected token', line: 3 }] });
    const repo = makeRepo('/r');
    const document = githubDocument({ plan, changes: makeChanges(), summary: {} as never, explainer: explainerFor(plan), sources: new Map(repo.files.map((file) => [file.id, file])), rules: [], version: '0' });
    const lines = document.trimEnd().split('\n');
    expect(lines).toHaveLength(plan.sites.length + 1);
    expect(lines[0]).toBe('::error file=bad.js,line=3,title=does-not-parse::Unexpected token');
    const { line } = plan.sites[0]!;
    const column = sources['src/config.js']!.split('\n')[line - 1]!.indexOf('fs.readFileSync') + 1;
    expect(lines[1]).toMatch(new RegExp(`^::warning file=src/config.js,line=${line},col=${column},endLine=${line},endColumn=\\d+,title=fs.readFileSync blocks and can be migrated::`));
    expect(lines[2]).toMatch(/^::notice file=.*title=fs.readFileSync blocks \(getter\)::A getter cannot wait/);
  });
});

test('--out never writes through into .git', async () => {
  const root = repository({ 'a.js': script('\n') });
  writeFileSync(path.join(root, 'x.txt'), '');
  expect(await runCli(root, ['plan', '--format', 'html', '--out', '.git/config'])).toMatchObject({ code: 2, err: expect.stringContaining('lies in .git') });
  expect(git(root, 'status', '--porcelain')).toBe('?? x.txt\n');
});
