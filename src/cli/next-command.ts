// The command line that a person can type next.
import type { CommonOptions } from './program.ts';

/** Options of the current run that the next one has to repeat. */
export interface Repeated {
  /** The folder as the person gave it, when it is not the current one. */
  readonly directory: string | undefined;
  readonly transforms: readonly string[];
  readonly all: boolean;
  readonly options: Pick<CommonOptions, 'publicApi' | 'config' | 'include' | 'exclude' | 'commit' | 'timeout' | 'timeoutConstants' | 'offload' | 'cancel' | 'shutdown' | 'offloadAnyway' | 'cpuprofile' | 'bridge' | 'concurrency'>;
}

/** `npx unblock <words>` with the options of this run (`root`: only its folder), quoted for a shell. */
export function nextCommand(words: readonly string[], { directory, transforms, all, options: { publicApi, config, include = [], exclude = [], commit, timeout = [], timeoutConstants, offload = [], cancel = [], shutdown = [], offloadAnyway, cpuprofile, bridge = [], concurrency } }: Repeated, repeat: 'all' | 'root'): string {
  const options: string[] = [];
  if (repeat === 'all') {
    options.push(...transforms);
    if (all) options.push('--all');
    if (publicApi !== undefined) options.push('--public-api', publicApi);
    for (const pattern of include) options.push('--include', pattern);
    for (const pattern of exclude) options.push('--exclude', pattern);
    for (const deadlines of timeout) options.push('--timeout', deadlines);
    if (timeoutConstants) options.push('--timeout-constants');
    if (concurrency !== undefined) options.push('--concurrency', String(concurrency));
    for (const each of offload) options.push('--offload', each);
    for (const each of bridge) options.push('--bridge', each);
    if (offloadAnyway) options.push('--offload-anyway');
    if (cpuprofile !== undefined) options.push('--cpuprofile', cpuprofile);
    for (const each of cancel) options.push('--cancel', each);
    for (const each of shutdown) options.push('--shutdown', each);
    if (config !== undefined) options.push('--config', config);
    if (commit !== undefined && commit !== 'none') options.push('--commit', commit);
  }
  if (directory !== undefined) options.push('--root', directory);
  return ['npx', 'unblock', ...words, ...options].map(quoted).join(' ');
}

/** A word as a POSIX shell needs it. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
