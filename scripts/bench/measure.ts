// Runs a Node program and says what it took: seconds on the clock, CPU seconds and peak memory of all its processes.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ran } from '../shared/unblock.ts';
import type { Ran } from '../shared/unblock.ts';

export interface Measured extends Ran {
  readonly cpuSeconds: number;
  /** The peaks of all its processes added up. */
  readonly peakMb: number;
}

interface Usage {
  readonly maxRSS: number;
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
}

const PRELOAD = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** `node <args>`, with `stdin` and more variables of the environment when given. */
export async function measured(args: readonly string[], cwd: string, stdin?: string, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'unblock-usage-'));
  try {
    const result = await ran(process.execPath, args, cwd, { ...env, NODE_OPTIONS: `--require=${PRELOAD}`, BENCH_USAGE: folder }, stdin);
    const all = await Promise.all((await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Usage));
    return {
      ...result,
      cpuSeconds: all.reduce((sum, { userCPUTime, systemCPUTime }) => sum + userCPUTime + systemCPUTime, 0) / 1e6,
      peakMb: all.reduce((sum, { maxRSS }) => sum + maxRSS, 0) / 1024,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
