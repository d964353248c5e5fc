// Completions: what is offered for a half-typed command line, and the script in a real bash.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder } from './bad-input-tree.ts';
import { runCli } from './cli-run.ts';

const offered = async (...words: string[]): Promise<string[]> => (await runCli('/', ['complete', '--', ...words])).out.trimEnd().split('\n').slice(0, -1).map((line) => line.split('\t')[0]!);

describe('what is offered', () => {
  test.each([
    [['r'], ['run', 'review', 'resume']],
    [['ch'], ['check']],
    [['run', '--fo'], ['--format']],
    [['plan', '--format', ''], ['terminal', 'json', 'sarif', 'patch', 'html', 'github']],
    [['run', '--public-api', 'd'], ['dual']],
    [['--public-api', ''], ['keep', 'dual', 'break']],
    [['check', '--no-'], ['--no-cache', '--no-color', '--no-progress']],
    [['undo', '--fo'], ['--force']],
    [['completion', ''], ['zsh', 'bash', 'fish', 'powershell']],
  ])('%j -> %j', async (words, expected) => expect(await offered(...words)).toEqual(expected));

  test('all commands', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['run', 'scan', 'plan', 'check', 'merge', 'apply', 'undo', 'explain', 'verify', 'completion']));
  });

  test('where nothing of ours fits, the shell may offer files', async () => {
    expect((await runCli('/', ['complete', '--', 'plan', '--out', ''])).out).toBe(':0\n');
    expect((await runCli('/', ['complete', '--', 'run', '--fo'])).out).toMatch(/:4\n$/);
  });
});

test.each([['bash', /unblock complete --/], ['zsh', /unblock complete --/], ['fish', /unblock complete --/], ['powershell', /-CommandName 'unblock'/]])('there is a script for %s', async (shell, has) => {
  const { code, out, err } = await runCli('/', ['completion', shell]);
  expect([code, err]).toEqual([0, '']);
  expect(has.test(out)).toBe(true);
});

test('an unknown shell is a mistake', async () => {
  expect(await runCli('/', ['completion', 'cmd'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining("'cmd' is invalid") });
});

test.skipIf(!existsSync('/bin/bash'))('bash loads the script and completes with it', async () => {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, 'completion.bash'), (await runCli('/', ['completion', 'bash'])).out);
  const answer = (await runCli('/', ['complete', '--', 'che'])).out;
  writeFileSync(path.join(folder, 'answer'), answer);
  // in place of the package bash-completion and of the program: what the one tells of the line, and what the other answered
  writeFileSync(path.join(folder, 'try.bash'), `
_get_comp_words_by_ref() { cur=che; prev=unblock; words=(unblock che); cword=1; }
unblock() { [ "$*" = 'complete -- che' ] && cat ${path.join(folder, 'answer')}; }
compopt() { :; }
source ${path.join(folder, 'completion.bash')}
complete -p unblock
__unblock_complete
printf '%s\\n' "\${COMPREPLY[@]}"
`);
  const out = execFileSync('/bin/bash', ['--norc', path.join(folder, 'try.bash')], { encoding: 'utf8' });
  expect(out).toMatch(/^complete .*-F __unblock_complete unblock\n/);
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^check\b/);
});
