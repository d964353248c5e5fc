// A program in a group of its own, with an end to its time, and to be killed at a moment of our choice.
import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number;
  readonly output: string;
  /** It did not end by itself. */
  readonly endless: boolean;
}

export interface Running {
  readonly finished: Promise<Finished>;
  /** kill -9 for the program and all that it started. */
  kill(): void;
}

/** Starts `command`; after `limitMs` it is killed. */
export function start(command: readonly string[], cwd: string, limitMs = 120_000): Running {
  const child = spawn(command[0]!, command.slice(1), { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', CI: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => void (output += data.toString()));
  const kill = (): void => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // it has ended
    }
  };
  let endless = false;
  const timer = setTimeout(() => {
    endless = true;
    kill();
  }, limitMs);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      kill();
      resolve({ code: code ?? (signal ? 137 : 1), output, endless });
    });
  });
  return { finished, kill };
}
