// Functions that make the whole process sleep: what their argument is, and what they refuse. Facts from the code of the versions named.

/** One function that sleeps. */
export interface Sleep {
  /** Milliseconds in one unit of its argument. */
  readonly unit: number;
  /** `any`: whatever it is given is converted to a number. `number`: with anything else it does not sleep. `natural`, `positive`: with anything else it throws. */
  readonly takes: 'any' | 'number' | 'natural' | 'positive';
  /** It waits for a timer itself, which may be a millisecond early; the others never are. */
  readonly byTimer?: true;
  /** It gives the time that went by, or the time that it is. */
  readonly gives?: true;
}

/** By the path of the function. `Atomics.wait`, `child_process` and the loops of deasync are read on their own. */
export const SLEEPS: Readonly<Record<string, Sleep>> = {
  // sleep 5 and 6
  'sleep.sleep': { unit: 1000, takes: 'natural' },
  'sleep.msleep': { unit: 1, takes: 'natural' },
  'sleep.usleep': { unit: 0.001, takes: 'natural' },
  // thread-sleep 2.2
  'thread-sleep': { unit: 1, takes: 'natural', gives: true },
  // atomic-sleep 1.0
  'atomic-sleep': { unit: 1, takes: 'positive' },
  // system-sleep 1.3
  'system-sleep': { unit: 1, takes: 'number', byTimer: true, gives: true },
  // sleep-sync 2.1
  'sleep-sync': { unit: 1, takes: 'natural' },
  // deasync 0.1
  'deasync.sleep': { unit: 1, takes: 'any', byTimer: true },
};

/** deasync's own loop over the event loop, and one turn of it. */
export const LOOP_WHILE = 'deasync.loopWhile';
export const LOOP_ONCE = 'deasync.runLoopOnce';

/** Functions that run a program: with `sleep` and a number they sleep. */
export const RUNS = /^child_process\.(?:execSync|execFileSync|spawnSync)$/;

/** What reads the clock, as it is written anew. */
export const NOW = 'Date.now()';

export const ATOMICS_WAIT = 'Atomics.wait';

/** The longest delay of a timer; a longer one ends at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
export const LONGEST = 2 ** 31 - 2;

/** Packages of the table, for a look at texts. */
export const SLEEP_PACKAGES = ['sleep', 'thread-sleep', 'atomic-sleep', 'system-sleep', 'sleep-sync', 'deasync'] as const;
