// Which stage is running: shown as one line with a bar on a TTY, remembered with the time each stage took.
import type { Terminal } from './terminal.ts';

export interface Progress {
  /** A stage begins or goes on; `total` 0 when unknown. */
  at(stage: string, done?: number, total?: number): void;
  /** The stage that is running. */
  stage(): string;
  /** A stage was begun, and may be over. */
  begun(stage: string): boolean;
  /** Milliseconds by stage, in the order they began; `total` is all of it. */
  timings(): Record<string, number>;
}

const REDRAW_MS = 80;

/** Stages that look at all files at once. */
const WHOLE = new Set(['link', 'propagate', 'rewrite', 'check']);

const CELLS = 20;

const bar = (share: number): string => {
  const full = Math.round(CELLS * Math.min(1, Math.max(0, share)));
  return `[${'#'.repeat(full)}${'.'.repeat(CELLS - full)}]`;
};

/** Before this, an estimate says nothing. */
const TELLING_MS = 1000;

/** How long the stage takes if it goes on like this. */
const left = (spent: number, done: number, total: number): string =>
  spent < TELLING_MS || done === 0 ? '' : ` ${Math.ceil((spent / done) * (total - done) / 1000)} s left`;

/** Starts the clock. */
export function startProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  const spent = new Map<string, number>();
  const begun = now();
  let stage = 'start';
  let since = begun;
  let drawn = -Infinity;
  /** How many files there are: a stage that looks at all of them together has no count of its own. */
  let files = 0;

  const book = (): void => {
    const time = now();
    spent.set(stage, (spent.get(stage) ?? 0) + time - since);
    since = time;
  };
  return {
    at(next, done = 0, total = 0) {
      const changed = next !== stage;
      if (changed) {
        book();
        stage = next;
      }
      if (next === 'extract' && total > 1) files = total;
      const time = now();
      if (!changed && time - drawn < REDRAW_MS) return;
      drawn = time;
      terminal.status(total > 1 ? `${stage} ${done}/${total} ${bar(done / total)}${left(time - since, done, total)}` : files > 0 && WHOLE.has(stage) ? `${stage} ${files} files` : stage);
    },
    stage: () => stage,
    begun: (name) => stage === name || spent.has(name),
    timings() {
      book();
      const result: Record<string, number> = {};
      for (const [name, ms] of spent) result[name] = Math.round(ms);
      return { ...result, total: Math.round(now() - begun) };
    },
  };
}
