// What is measured: the plan of unblock, one pass of jscodeshift, one check by tsc, all over the same files.
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

/** `unblock plan --json`: everything from the scan to the checked new texts, nothing written. @throws Error without a plan */
export async function runPlan({ root }: CodeBase): Promise<PlanRun> {
  const run = await measured([BIN, 'plan', '--all', '--public-api', 'break', '--json', root], root);
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
