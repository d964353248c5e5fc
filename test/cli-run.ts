// Runs the command line in this process with parts of its engine or surroundings replaced; keeps what it printed, as bytes.
import { EventEmitter } from 'node:events';
import type { Engine } from '../src/cli/engine.ts';
import { main } from '../src/cli/main.ts';
import type { Output, Surroundings } from '../src/cli/terminal.ts';

class Capture extends EventEmitter implements Output {
  readonly chunks: Buffer[] = [];
  isTTY = false;
  write(text: string | Uint8Array): void {
    this.chunks.push(Buffer.from(text as string));
  }
  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}

export interface CliRun {
  readonly code: number;
  readonly bytes: Buffer;
  readonly out: string;
  readonly err: string;
}

/** `unblock <argv>` in `cwd`, with nobody at the keyboard. */
export async function runCli(cwd: string, argv: readonly string[], given: Partial<Engine & Surroundings> & { readonly tty?: boolean } = {}): Promise<CliRun> {
  const [stdout, stderr] = [new Capture(), new Capture()];
  stderr.isTTY = given.tty ?? false;
  const code = await main(argv, { stdout, stderr, cwd, env: {}, interactive: false, ...given });
  return { code, bytes: stdout.bytes, out: stdout.bytes.toString(), err: stderr.bytes.toString() };
}

/** A text on stdin. */
export const typed = (text: string | Buffer): Partial<Engine> => ({ stdin: async () => Buffer.from(text as string) });
