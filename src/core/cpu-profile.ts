// What a CPU profile says of the functions of a program: how long each held the thread that was profiled.
import type { FileId } from './source.ts';

/** A place where V8 says that a function begins; both are 0-based. */
export interface FramePlace {
  readonly file: FileId;
  readonly line: number;
  readonly column: number;
  /** V8's name for it, '' when it has none. */
  readonly name: string;
}

/** How long one function held the thread. Times are in milliseconds. */
export interface Held {
  /** In its own text, and in packages and functions of Node that it calls; not in other functions of the program. */
  readonly selfMs: number;
  /** In its own text alone. */
  readonly textMs: number;
  /** With all that it calls. */
  readonly totalMs: number;
  /** The longest time without a break: no single call took longer; several that follow each other look like one. */
  readonly longestMs: number;
  /** How often it was seen, once for each time without a break: it was called at least so often. */
  readonly stretches: number;
  /** Of `selfMs`, what was spent in modules of Node, by name (`zlib`). */
  readonly inNode: Readonly<Record<string, number>>;
}

/** A function of the program with what a profile says of it. */
export interface ProfiledFunction extends Held {
  readonly file: FileId;
  /** 1-based. */
  readonly line: number;
  /** As the source has it; '' when it has none there. */
  readonly name: string;
  readonly isModule: boolean;
}
