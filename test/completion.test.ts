// Completions: what is offered for a half-typed command line, and the scripts in a real bash, fish and zsh.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from './cli-run.ts';
import { folder } from './temporary.ts';

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
  const place = folder();
  writeFileSync(path.join(place, 'completion.bash'), (await runCli('/', ['completion', 'bash'])).out);
  const answer = (await runCli('/', ['complete', '--', 'che'])).out;
  writeFileSync(path.join(place, 'answer'), answer);
  // in place of the package bash-completion and of the program: what the one tells of the line, and what the other answered
  writeFileSync(path.join(place, 'try.bash'), `
_get_comp_words_by_ref() { cur=che; prev=unblock; words=(unblock che); cword=1; }
unblock() { [ "$*" = 'complete -- che' ] && cat ${path.join(place, 'answer')}; }
compopt() { :; }
source ${path.join(place, 'completion.bash')}
complete -p unblock
__unblock_complete
printf '%s\\n' "\${COMPREPLY[@]}"
`);
  const out = execFileSync('/bin/bash', ['--norc', path.join(place, 'try.bash')], { encoding: 'utf8' });
  expect(out).toMatch(/^complete .*-F __unblock_complete unblock\n/);
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^check\b/);
});

/** A folder with the script of a shell and, for the PATH, a program `unblock` that answers as ours does to these words. */
async function withProgram(shell: string, ...words: string[]): Promise<{ folder: string; env: NodeJS.ProcessEnv }> {
  const place = folder();
  writeFileSync(path.join(place, 'script'), (await runCli('/', ['completion', shell])).out);
  writeFileSync(path.join(place, 'answer'), (await runCli('/', ['complete', '--', ...words])).out);
  writeFileSync(path.join(place, 'unblock'), `#!/bin/sh\n[ "$*" = 'complete -- ${words.join(' ')}' ] && cat ${path.join(place, 'answer')}\n`);
  chmodSync(path.join(place, 'unblock'), 0o755);
  return { folder: place, env: { ...process.env, PATH: `${place}${path.delimiter}${process.env['PATH']}`, HOME: place, TERM: 'dumb' } };
}

const has = (program: string): boolean => ['/bin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].some((folder) => existsSync(path.join(folder, program)));

test.skipIf(!has('fish'))('fish loads the script and completes with it', async () => {
  const { folder, env } = await withProgram('fish', 'che');
  const out = execFileSync('fish', ['--no-config', '-c', `source ${path.join(folder, 'script')}; complete -C 'unblock che'`], { encoding: 'utf8', env });
  expect(out).toMatch(/^check\tfail on blocking calls/);
});

test.skipIf(!has('zsh'))('zsh loads the script, and Tab completes with it', async () => {
  const { folder, env } = await withProgram('zsh', 'che');
  // somebody at a terminal of its own
  writeFileSync(path.join(folder, 'try.zsh'), `
zmodload zsh/zpty
zpty -b person 'zsh -f -i'
zpty -w person "PS1='> '; autoload -Uz compinit; compinit -u -D; source ${path.join(folder, 'script')}; echo rea''dy"
until [[ $said == *ready* ]]; do zpty -r person line '*ready*' && said+=$line; done
zpty -w -n person $'unblock che\\t'
zpty -r person line '*check*'
print -r -- $line
zpty -d person
`);
  expect(execFileSync('zsh', ['-f', path.join(folder, 'try.zsh')], { encoding: 'utf8', env, timeout: 30_000 })).toContain('unblock check');
});
