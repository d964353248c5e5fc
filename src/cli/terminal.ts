// What the commands print to: results on stdout, everything else on stderr. Survives a closed pipe.
import { palette } from '../preview/palette.ts';
import type { Look } from '../preview/palette.ts';

/** The part of a stream that is used here. */
export interface Output {
  write(text: string | Uint8Array): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  off(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The process around the program, as far as it matters. */
export interface Surroundings {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Somebody can answer a question. */
  readonly interactive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface Terminal {
  readonly look: Look;
  /** Results for a person, on stdout; silent under --json. */
  say(lines: Iterable<string>): void;
  /** Diagnostics, on stderr. */
  tell(...lines: string[]): void;
  /** The one JSON document, on stdout. */
  document(value: unknown): void;
  /** A document in another format, on stdout as it is; say() is silent from then on, so that nothing else gets into it. */
  raw(content: string | Uint8Array): void;
  /** Nothing more is said on stdout for a person: it belongs to a document. */
  hush(): void;
  /** A line on stderr that the next one replaces; '' takes it away. Only on a TTY. */
  status(line: string): void;
  /** The first error of stdout that is not a closed pipe. */
  failure(): Error | undefined;
  /** Lets go of the streams. */
  close(): void;
}

const NARROWEST = 40;

/** A terminal on the streams of `surroundings`; `colour` is false when --no-color was given, `progress` when --no-progress was. */
export function openTerminal({ stdout, stderr, env }: Surroundings, { json, colour, progress = true }: { json: boolean; colour: boolean; progress?: boolean }): Terminal {
  let hushed = json;
  const broken = new Map<Output, Error>();
  const guards = [stdout, stderr].map((stream) => {
    const listener = (error: NodeJS.ErrnoException): void => void broken.set(stream, error);
    stream.on('error', listener);
    return () => stream.off('error', listener);
  });
  let shown = false;
  const put = (stream: Output, text: string | Uint8Array): void => {
    if (!broken.has(stream)) stream.write(text);
  };
  const clear = (): void => {
    if (shown) put(stderr, '\r\u001b[K');
    shown = false;
  };
  const coloured = colour && !env.NO_COLOR && (forced(env.FORCE_COLOR) || (stdout.isTTY === true && env.TERM !== 'dumb'));
  return {
    look: { colours: palette(coloured), width: Math.max(NARROWEST, stdout.columns ?? 100) },
    say(lines) {
      if (hushed) return;
      clear();
      const text = [...lines].map((line) => `${line}\n`).join('');
      if (text) put(stdout, text);
    },
    tell(...lines) {
      clear();
      for (const line of lines) put(stderr, `${line}\n`);
    },
    document(value) {
      clear();
      put(stdout, `${JSON.stringify(value)}\n`);
    },
    raw(content) {
      hushed = true;
      clear();
      put(stdout, content);
    },
    hush: () => void (hushed = true),
    status(line) {
      if (!progress || stderr.isTTY !== true) return;
      clear();
      if (!line) return;
      put(stderr, line.slice(0, (stderr.columns ?? 80) - 1));
      shown = true;
    },
    failure: () => [...broken.values()].find((error) => (error as NodeJS.ErrnoException).code !== 'EPIPE'),
    close() {
      clear();
      // a pipe that closes now still has its error ahead: it must not become an uncaught exception
      for (const stream of [stdout, stderr]) {
        if (!deaf.has(stream)) stream.on('error', () => {});
        deaf.add(stream);
      }
      for (const release of guards) release();
    },
  };
}

const forced = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value);

/** Streams whose errors no longer matter. */
const deaf = new WeakSet<Output>();
