// Starts a program as a group of processes of its own, which ends as a whole: at its deadline, or with its first process.
import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';

export interface GroupOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything the group prints is added to this file. */
  readonly logFile: string;
  readonly timeoutMs: number;
  /** Told of the group when it runs and when it has ended. */
  readonly onGroup?: (group: number, runs: boolean) => void;
}

export interface GroupEnd {
  readonly code: number;
  readonly timedOut: boolean;
  readonly seconds: number;
}

/** Runs `program` to its end; whatever it left running in its group is killed. */
export async function runGroup(program: string, args: readonly string[], { cwd, env, logFile, timeoutMs, onGroup }: GroupOptions): Promise<GroupEnd> {
  const log = await open(logFile, 'a');
  const begun = performance.now();
  const child = spawn(program, [...args], { cwd, env, stdio: ['ignore', log.fd, log.fd], detached: true });
  if (child.pid !== undefined) onGroup?.(child.pid, true);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill(child);
  }, timeoutMs);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => resolve(status ?? (signal ? 128 : 1)));
    });
    return { code, timedOut, seconds: (performance.now() - begun) / 1000 };
  } finally {
    clearTimeout(timer);
    kill(child);
    if (child.pid !== undefined) onGroup?.(child.pid, false);
    await log.close();
  }
}

/** The process that outlives ours, see assets/guard.cjs; `write` tells it what runs, `end` that we are done. */
export function startGuard(script: string, folder: string): { write(line: string): void; end(): Promise<void> } {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/', env: {} });
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()).on('error', () => resolve()));
  return {
    write: (line) => void child.stdin.write(`${line}\n`),
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // the whole group is gone already
  }
}
