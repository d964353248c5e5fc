// The program as a process of its own: signals, closed pipes, a terminal.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { gitRepository, sources } from './preview-fixture.ts';

const root = gitRepository(sources);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const url = (file: string): string => new URL(file, import.meta.url).href;
const url2path = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url));
const tsx = import.meta.resolve('tsx');

/** A program that runs the CLI with a hand-made engine; `engine` is source text that may use `sleep(ms)`. */
const program = (argv: string[], engine: string): string[] => [
  '--import', tsx, '--input-type=module', '--eval',
  `import { main } from ${JSON.stringify(url('../src/cli/main.ts'))};
import { makeChanges, makePlan, makeRepo } from ${JSON.stringify(url('./preview-fixture.ts'))};
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const ready = (word) => process.stderr.write(word + '\\n');
const engine = {
  analyse: async ({ root }) => ({ repo: makeRepo(root), plan: makePlan(), changes: makeChanges() }),
  dirtyFiles: async () => [],
  commit: async () => ({ session: 's1', notes: [] }),
  ${engine}
};
process.exitCode = await main(${JSON.stringify(argv)}, engine);`,
];

interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

/** Starts the program; `signals` are sent one after the other, each when the word before it appears on stderr. */
function started(argv: string[], engine: string, signals: [word: string, signal: NodeJS.Signals][] = []): Promise<Ended> {
  const child = spawn(process.execPath, program(argv, engine), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: null, signal: null, out: '', err: '' };
  const waiting = [...signals];
  child.stdout.on('data', (data: Buffer) => void (ended.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    ended.err += data.toString();
    while (waiting[0] && ended.err.includes(waiting[0][0])) child.kill(waiting.shift()![1]);
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ ...ended, code, signal })));
}

describe('signals', () => {
  const endless = `analyse: async () => { ready('analysing'); await sleep(60_000); },`;
  test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s while analysing: %i at once', async (signal, code) => {
    const { err, ...end } = await started(['run', '--write'], endless, [['analysing', signal]]);
    expect(end).toEqual({ code, signal: null, out: '' });
    expect(err).toBe('analysing\nunblock: interrupted, nothing was written\n');
  });
  test('with --json there is still one document', async () => {
    const { out, code } = await started(['run', '--json'], endless, [['analysing', 'SIGINT']]);
    expect([code, JSON.parse(out)]).toMatchObject([130, { status: 'interrupted', exitCode: 130, plan: null }]);
  });
  test('while writing: the write ends first, and is reported', async () => {
    const slow = `commit: async () => { ready('writing'); await sleep(300); ready('written'); return { session: 's1', notes: [] }; },`;
    const { out, err, code } = await started(['run', '--write'], slow, [['writing', 'SIGTERM']]);
    expect([code, err]).toEqual([143, 'writing\nwritten\n']);
    expect(out).toContain('to take it back: npx unblock undo s1');
  });
  test('while writing, with --json: what was written is in the document', async () => {
    const slow = `commit: async () => { ready('writing'); await sleep(300); return { session: 's1', notes: [] }; },`;
    const { out, code } = await started(['run', '--write', '--json'], slow, [['writing', 'SIGINT']]);
    expect([code, JSON.parse(out)]).toMatchObject([130, { status: 'interrupted', exitCode: 130, session: 's1' }]);
  });
  test('twice while writing: at once', async () => {
    const stuck = `commit: async () => { ready('writing'); process.once('SIGINT', () => ready('first')); await sleep(60_000); },`;
    const { err, code } = await started(['run', '--write'], stuck, [['writing', 'SIGINT'], ['first', 'SIGINT']]);
    expect(code).toBe(130);
    expect(err).toContain('unblock: interrupted; files were written: unblock undo gives back what was there\n');
  });
});

test.each([
  ['an exception in a callback', `setTimeout(() => { throw new TypeError('lost'); }, 10);`],
  ['a rejection that nobody awaits', `void Promise.reject(new TypeError('lost'));`],
])('%s is an internal error, exit 3', async (_, statement) => {
  const { code, out, err } = await started(['run', '--write', '--json'], `analyse: async ({ onProgress }) => { onProgress('facts', 0, 0); ${statement} await sleep(60_000); },`);
  expect([code, JSON.parse(out)]).toMatchObject([3, { status: 'internal-error', exitCode: 3 }]);
  expect(err).toBe('unblock: internal error in facts: lost; nothing was written (--verbose shows where)\n');
});

test('a reader that goes away: the program ends well and quietly', () => {
  const shell = (argv: string[], rest: string): { stdout: string; stderr: string } => {
    const words = [process.execPath, ...program(argv, `analyse: async ({ root }) => ({ repo: makeRepo(root), plan: makePlan(), changes: Array.from({ length: 5000 }, () => makeChanges()[0]) }),`)];
    return spawnSync('bash', ['-c', `"$@" | ${rest}; echo "code \${PIPESTATUS[0]}"`, 'x', ...words], { cwd: root, encoding: 'utf8' });
  };
  expect(shell(['run'], 'head -n 1')).toMatchObject({ stdout: '--- a/src/config.js\ncode 0\n', stderr: '' });
  expect(shell(['run', '--json'], 'head -c 10 > /dev/null')).toMatchObject({ stdout: 'code 0\n', stderr: '' });
});

test('the same with the real engine, whatever the document', () => {
  const main = `import { main } from ${JSON.stringify(url('../src/cli/main.ts'))}; process.exitCode = await main(process.argv.slice(1));`;
  for (const argv of [['plan', '--json'], ['plan', '--format', 'sarif'], ['plan', '--format', 'html'], ['check']]) {
    const words = [process.execPath, '--import', tsx, '--input-type=module', '--eval', main, '--', ...argv];
    const { stdout, stderr } = spawnSync('bash', ['-c', `"$@" | head -c 1 > /dev/null; echo "code \${PIPESTATUS[0]}"`, 'x', ...words], { cwd: url2path('../examples/legacy-app'), encoding: 'utf8' });
    expect([argv, stdout, stderr]).toEqual([argv, `code ${argv[0] === 'check' ? 1 : 0}\n`, '']);
  }
}, 120_000);

test('a long document arrives whole through a pipe', async () => {
  const { out, code } = await started(['run', '--json'], `analyse: async ({ root }) => ({ repo: makeRepo(root), plan: makePlan(), changes: Array.from({ length: 5000 }, () => makeChanges()[0]) }),`);
  expect(code).toBe(0);
  expect((JSON.parse(out) as { changes: unknown[] }).changes).toHaveLength(5000);
});

const scriptCommand = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

describe.skipIf(!scriptCommand)('on a terminal', () => {
  /** Runs the program on a pseudo-terminal and types `keys` when the question is there. */
  function typed(keys: string): Promise<string> {
    const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
    const command = [process.execPath, ...program(['run'], `commit: async () => { ready('COMMIT'); return { session: 's1', notes: [] }; },`)].map(quote).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TERM: 'xterm', COLUMNS: '80' } });
    let out = '';
    let asked = false;
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (asked || !out.includes('Write these changes?')) return;
      asked = true;
      setTimeout(() => child.stdin.write(keys), 200);
    });
    return new Promise((resolve) => child.on('close', (code) => resolve(`${out}\n[${code}]`)));
  }
  test.each([
    ['y\r', true, 0],
    ['n\r', false, 0],
    ['\r', false, 0],
    ['\u0003', false, 130],
  ])('answer %j', async (keys, written, code) => {
    const out = await typed(keys);
    expect(out.includes('COMMIT')).toBe(written);
    expect(out).toContain(`[${code}]`);
    expect(out.includes('to take it back')).toBe(written);
  });
}, 20_000);

test('the sources import inquirer in two places only', () => {
  const found = spawnSync('grep', ['-rlE', `from '(inquirer|@inquirer)|import\\('inquirer`, fileURLToPath(new URL('../src', import.meta.url))], { encoding: 'utf8' });
  expect(found.stdout.trim().split('\n').map((file) => file.split('/src/')[1]).sort()).toEqual(['cli/prompts.ts', 'cli/review/prompt.ts']);
});
