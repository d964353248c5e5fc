// Runs the tests of a checkout in a home and a temporary folder of their own, without network where that can be had.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ran } from '../shared/unblock.ts';
import type { TestSetup } from './manifest.ts';
import { asset } from '../../src/verify/executed/assets.ts';
import { readResults } from '../../src/verify/executed/results.ts';
import type { Results } from '../../src/verify/executed/results.ts';

export interface TestRun extends Results {
  readonly seconds: number;
  readonly exitCode: number;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly online: boolean;
  /** Everything the tests printed goes here. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
}

const REPORTER: Readonly<Record<string, string>> = { mocha: 'mocha.cjs', jasmine: 'jasmine.cjs', node: 'node.mjs' };
const GITCONFIG = '[user]\n\tname = Corpus\n\temail = corpus@example.com\n[init]\n\tdefaultBranch = master\n[protocol "file"]\n\tallow = always\n[safe]\n\tdirectory = *\n';
const FIVE_MINUTES_S = 300;

/** Runs the commands of `setup` in `dir`, one after the other. */
export async function runTests(setup: TestSetup, dir: string, options: RunOptions): Promise<TestRun> {
  const tmp = await mkdtemp(join(tmpdir(), 'corpus-tests-'));
  try {
    await Promise.all([mkdir(join(tmp, 'home')), mkdir(join(tmp, 'tmp')), mkdir(join(tmp, 'out'))]);
    await writeFile(join(tmp, 'home/.gitconfig'), GITCONFIG);
    const out = join(tmp, 'out/results');
    const filled = (text: string): string =>
      text
        .replaceAll('{R}', REPORTER[setup.runner] === undefined ? '' : asset(REPORTER[setup.runner]!))
        .replaceAll('{OUT}', out)
        .replaceAll('{DIR}', dir)
        .replaceAll('{TMP}', tmp);
    const env = {
      PATH: `${join(dir, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      HOME: join(tmp, 'home'),
      TMPDIR: join(tmp, 'tmp'),
      LANG: 'C.UTF-8',
      TERM: 'dumb',
      USER: process.env.USER ?? 'root',
      SHELL: '/bin/bash',
      UNBLOCK_OUT: out,
      NO_UPDATE_NOTIFIER: '1',
      npm_config_update_notifier: 'false',
      ...Object.fromEntries(Object.entries(setup.env ?? {}).map(([name, value]) => [name, filled(value)])),
      ...options.env,
    };
    const offline = !options.online && (await canCutNetwork());
    const begun = performance.now();
    const deadline = begun + (setup.timeoutS ?? FIVE_MINUTES_S) * 1000;
    let exitCode = 0;
    let timedOut = false;
    await writeFile(options.logFile, '');
    for (const command of [setup.cmd].flat()) {
      const end = await shell(filled(command), { cwd: dir, env, offline, logFile: options.logFile, timeoutMs: Math.max(1000, deadline - performance.now()) });
      exitCode ||= end.code;
      timedOut ||= end.timedOut;
      if (timedOut) break;
    }
    const seconds = (performance.now() - begun) / 1000;
    const results = await readResults(setup, out, await readFile(options.logFile, 'utf8'), exitCode);
    return { ...results, ended: results.ended && !timedOut, seconds, exitCode, timedOut };
  } finally {
    await rm(tmp, { recursive: true, force: true });
  }
}

interface Shell {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly offline: boolean;
  readonly logFile: string;
  readonly timeoutMs: number;
}

/** Ends with the command; whatever it left running in its process group ends too. */
async function shell(command: string, { cwd, env, offline, logFile, timeoutMs }: Shell): Promise<{ code: number; timedOut: boolean }> {
  const log = await open(logFile, 'a');
  const [program, ...args] = offline ? ['unshare', '-n', '--', 'bash', '-c', 'ip link set lo up; exec bash -c "$0"', command] : ['bash', '-c', command];
  const child = spawn(program!, args, { cwd, env, stdio: ['ignore', log.fd, log.fd], detached: true });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // the whole group is gone already
    }
  };
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => resolve(status ?? (signal ? 128 : 1)));
    });
    return { code, timedOut };
  } finally {
    clearTimeout(timer);
    end();
    await log.close();
  }
}

let cuttable: Promise<boolean> | undefined;

/** A network namespace with nothing but loopback needs Linux and root. */
function canCutNetwork(): Promise<boolean> {
  cuttable ??= ran('unshare', ['-n', 'true'], '/').then(({ code }) => code === 0 && process.getuid?.() === 0, () => false);
  return cuttable;
}
