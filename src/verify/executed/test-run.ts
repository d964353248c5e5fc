// One run of the repository's tests in the sandbox: how each test ended, and what the probe saw meanwhile.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { asset } from './assets.ts';
import { readResults, type Results } from './results.ts';
import type { Instrumented, Runner } from './runner.ts';
import type { Sandbox } from './sandbox.ts';

/** A place where something happened, `src/a.js:12`, when it is known. */
export interface Seen {
  readonly place?: string;
}

export interface Probe {
  /** Promises of which a property was read that promises do not have. */
  readonly leaks: readonly (Seen & { readonly key: string })[];
  readonly rejections: readonly (Seen & { readonly message: string })[];
  /** Kinds of resources that were open when a process ended. */
  readonly open: readonly string[];
  readonly blockedMs: number;
  /** So many processes wrote down what they saw. */
  readonly processes: number;
}

export interface TestRun extends Results {
  /** Whose report was read: 'exit' when the runner left none. */
  readonly runner: Runner;
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly seconds: number;
  readonly probe: Probe;
  /** The end of what was printed. */
  readonly log: string;
}

export interface TestRunOptions {
  readonly timeoutMs: number;
  /** V8 writes its coverage here, and evaluated code is recorded beside it. */
  readonly coverage?: { readonly dir: string; readonly codeDir: string };
  /** `<order>:<seed>` for assets/delays.cjs. */
  readonly delays?: string;
}

/** Test runners that evaluate transformed code: what they evaluate is recorded. */
const TRANSFORMING = new Set(['jest', 'vitest']);

let runs = 0;

/** Runs `tests` in the copy as it is. */
export async function runTests(sandbox: Sandbox, tests: Instrumented, { timeoutMs, coverage, delays }: TestRunOptions): Promise<TestRun> {
  const place = path.join(sandbox.out, `run-${++runs}`);
  const probe = path.join(place, 'probe');
  await mkdir(probe, { recursive: true });
  const isRecorded = coverage !== undefined && TRANSFORMING.has(tests.runner);
  const preloads = [asset('probe.cjs'), ...(isRecorded ? [asset('record-evaluated.cjs')] : []), ...(delays === undefined ? [] : [asset('delays.cjs')])];
  const logFile = path.join(place, 'log');
  const out = path.join(place, 'results');
  const end = await sandbox.shell(tests.command, {
    timeoutMs,
    logFile,
    env: {
      UNBLOCK_OUT: out,
      UNBLOCK_PROBE: probe,
      NODE_OPTIONS: preloads.map((file) => `--require=${/[\s"]/.test(file) ? JSON.stringify(file) : file}`).join(' '),
      // tap would send V8's coverage to a folder of its own
      ...(coverage && { NODE_V8_COVERAGE: coverage.dir, UNBLOCK_CODE: coverage.codeDir, TAP_DISABLE_COVERAGE: '1' }),
      ...(delays !== undefined && { UNBLOCK_DELAYS: delays }),
    },
  });
  const log = await readFile(logFile, 'utf8');
  const results = await readResults({ runner: tests.runner }, out, log, end.code);
  const isEmpty = results.passed.length + results.failed.length === 0;
  // a report that was never written says nothing: the exit code does
  const told = isEmpty && tests.runner !== 'exit' ? await readResults({ runner: 'exit' }, out, log, end.code) : results;
  return { ...told, runner: told === results ? tests.runner : 'exit', ended: told.ended && !end.timedOut, exitCode: end.code, timedOut: end.timedOut, seconds: end.seconds, probe: await readProbe(probe), log: log.slice(-4000) };
}

async function readProbe(folder: string): Promise<Probe> {
  const parts: Omit<Probe, 'processes'>[] = [];
  for (const name of await readdir(folder)) {
    try {
      parts.push(JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Omit<Probe, 'processes'>);
    } catch {
      // a process that was killed while it wrote leaves half a file
    }
  }
  return {
    leaks: parts.flatMap(({ leaks }) => leaks),
    rejections: parts.flatMap(({ rejections }) => rejections),
    open: [...new Set(parts.flatMap(({ open }) => open))],
    blockedMs: Math.max(0, ...parts.map(({ blockedMs }) => blockedMs)),
    processes: parts.length,
  };
}
