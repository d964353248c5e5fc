// Runs the command line in this process, as bin/unblock.js does, and keeps what it printed.
import { EventEmitter } from 'node:events';
import { main } from '../src/cli/main.ts';
import type { Output } from '../src/cli/terminal.ts';

class Capture extends EventEmitter implements Output {
  text = '';
  isTTY = false;
  write(text: string): void {
    this.text += text;
  }
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `unblock <argv>` with `cwd` as the current folder and nobody at the keyboard. */
export async function unblock(cwd: string, ...argv: string[]): Promise<Ended> {
  const [stdout, stderr] = [new Capture(), new Capture()];
  const code = await main(argv, { stdout, stderr, cwd, env: {}, interactive: false });
  return { code, out: stdout.text, err: stderr.text };
}

/** Migrates the repository at `root` and writes it. */
export const migrate = (root: string, ...more: string[]): Promise<Ended> => unblock(root, 'run', '--all', '--write', '--public-api', 'break', ...more);
