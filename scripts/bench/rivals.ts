// What is measured: the plan of unblock, one pass of jscodeshift, one check by tsc, all over the same files.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/cli/report.ts';
import { BIN, PROJECT } from '../shared/unblock.ts';
import type { CodeBase } from './code-base.ts';
import { measured } from './measure.ts';
import type { Measured } from './measure.ts';

export interface PlanRun extends Measured {
  readonly report: Report;
}

/**
 * `unblock plan --json`: everything from the scan to the checked new texts, nothing written.
 * @param cache folder of what is kept between runs: an empty one for the first
 * @throws Error without a plan
 */
export async function runPlan({ root }: CodeBase, cache: string): Promise<PlanRun> {
  const run = await measured([BIN, 'plan', '--public-api', 'break', '--json', root], root, undefined, { XDG_CACHE_HOME: cache });
  const report = JSON.parse(run.stdout || '{}') as Report;
  if (!report.plan) throw new Error(`unblock plan gave no plan (exit code ${run.code}): ${report.error?.message ?? /^FATAL ERROR.*/m.exec(run.stderr)?.[0] ?? run.stderr.slice(-500)}`);
  return { ...run, report };
}

const TRANSFORM = fileURLToPath(new URL('noop-transform.cjs', import.meta.url));

/** jscodeshift as people call it, with a transform that only parses. @throws Error when it does not go through the files */
export async function runJscodeshift({ root, files }: CodeBase): Promise<Measured> {
  const flags = ['--transform', TRANSFORM, '--parser', 'tsx', '--extensions', 'js,cjs,mjs,jsx,ts,cts,mts,tsx', '--silent', '--stdin'];
  const run = await measured([join(PROJECT, 'node_modules/jscodeshift/bin/jscodeshift.js'), ...flags], root, files.join('\n'));
  if (run.code !== 0) throw new Error(`jscodeshift ended with ${run.code}: ${(run.stderr || run.stdout).slice(-500)}`);
  return run;
}

/** `tsc --noEmit`. Errors in the code base are its own affair. */
export const runTsc = ({ root, tsconfig }: CodeBase): Promise<Measured> =>
  measured([join(PROJECT, 'node_modules/typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', tsconfig], root);

/** The same by TypeScript's native compiler; its memory is not measured. @throws Error when it does not check anything */
export async function runNativeTsc({ root, nativeTsconfig }: CodeBase, tsc: string): Promise<Measured> {
  const run = await measured([tsc, '--noEmit', '--pretty', 'false', '-p', nativeTsconfig], root);
  const refused = /^(?:\S*tsconfig\S*\(\d+,\d+\): )?error TS[56]\d{3}: .*/m.exec(run.stdout);
  if (refused) throw new Error(`native tsc: ${refused[0]}`);
  return run;
}

/** `unblock run --write` on a copy: plan, edits, checks of the new texts, journal and bytes on the disk. */
export async function runWrite({ root }: CodeBase): Promise<Measured> {
  const copy = await mkdtemp(join(tmpdir(), 'unblock-bench-copy-'));
  try {
    await cp(root, copy, { recursive: true, filter: (source) => !/[/\\](?:node_modules|\.git)$/.test(source) });
    const run = await measured([BIN, 'run', '--no-cache', '--write', '--public-api', 'break', copy], copy);
    if (run.code > 1) throw new Error(`unblock run ended with ${run.code}: ${(run.stderr || run.stdout).slice(-500)}`);
    return run;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
