// The package that bounds how many calls are under way, by the module systems and Node versions that its versions are for.

export const LIMITER = 'p-limit';

interface LimiterVersion {
  readonly range: string;
  readonly minNode: number;
  /** `require` cannot load it on all Node versions that it is for. */
  readonly isModule: boolean;
}

/**
 * Newest first. All of them begin in the order of the calls, hand arguments on, begin a microtask after the call, and go on
 * with what waits when a call fails (read in their index.js; p-map begins no further call after a failure).
 * https://github.com/sindresorhus/p-limit/releases
 */
export const LIMITER_VERSIONS: readonly LimiterVersion[] = [
  { range: '^7.3.3', minNode: 20, isModule: true },
  { range: '^6.2.0', minNode: 18, isModule: true },
  { range: '^3.1.0', minNode: 10, isModule: false },
];

/** The first major version that `require` cannot load. */
export const FIRST_MODULE_MAJOR = 4;

/** Packages whose functions and objects bound what they are handed, and wait for it. */
const BOUNDS: ReadonlySet<string> = new Set(['p-limit', 'p-queue', 'p-map', 'p-throttle', 'p-all', 'p-series', 'bottleneck', 'async-sema', 'promise-limit', 'promise-pool', '@supercharge/promise-pool', 'throat', 'async-limiter', 'tiny-async-pool', 'fastq', 'limiter', 'async-mutex', 'await-semaphore', 'plimit-lit', 'async']);

/** @param path a function of a package as the linker names it: `p-limit()`, `async.mapLimit` */
export const isBounding = (path: string): boolean => BOUNDS.has(/^(?:@[^/]+\/)?[^./(]+/.exec(path)?.[0] ?? '');

/** Modules whose functions may wait for other calls of theirs, or for what only somebody else brings about. */
const JOINS = /^(?:events|node:events|worker_threads|node:worker_threads|cluster|readline|async_hooks|stream|Atomics|process|p-defer|p-event|p-wait-for|p-debounce|p-memoize|dataloader|async-barrier|async-lock|async-sema|rxjs|delay|timers|EventTarget|BroadcastChannel|MessageChannel)(?:[.(/]|$)/;

export const joinsCalls = (path: string): boolean => JOINS.test(path) && !/^(?:timers|node:timers|process\.(?:cwd|hrtime|memoryUsage|stdout|stderr|exit|emitWarning)|stream\.(?:promises|pipeline|finished))/.test(path);
