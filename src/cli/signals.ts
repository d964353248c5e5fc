// What ends the process from outside the running command: Ctrl-C and SIGTERM, exceptions that nobody awaits.
import { EXIT } from './exit-codes.ts';

export type Signal = 'SIGINT' | 'SIGTERM';

export interface SignalWatch {
  /** Runs `work` to its end before a signal acts; a second signal does not wait (the journal of the write is there). */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** The signal that came while work was held. */
  held(): Signal | undefined;
  /** Back to what signals did before. */
  stop(): void;
}

/** What is said before the process ends. */
export interface Goodbyes {
  /** Before 130 or 143. */
  readonly onSignal: (signal: Signal) => void;
  /** Before the exit code that it answers. Node's own would be 1, which means something else here. */
  readonly onFault: (error: unknown) => number;
}

/** Watches until `stop`. */
export function watchSignals({ onSignal, onFault }: Goodbyes): SignalWatch {
  let holding = false;
  let waiting: Signal | undefined;
  const listener = (signal: Signal): void => {
    if (holding && !waiting) {
      waiting = signal;
      return;
    }
    onSignal(signal);
    process.exit(EXIT[signal]);
  };
  const fault = (error: unknown): void => process.exit(onFault(error));
  process.on('SIGINT', listener).on('SIGTERM', listener).on('uncaughtException', fault);
  return {
    async hold(work) {
      holding = true;
      try {
        return await work();
      } finally {
        holding = false;
      }
    },
    held: () => waiting,
    stop: () => void process.off('SIGINT', listener).off('SIGTERM', listener).off('uncaughtException', fault),
  };
}
