// `unblock merge`: one report from the reports of all parts.
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { mergeReports, type PartReport } from '../api/merge.ts';
import { planFrom } from '../plan/plan-json.ts';
import { checkLines } from '../preview/check.ts';
import { refusalLines } from '../preview/refusals.ts';
import { summaryLines } from '../preview/summary.ts';
import type { Context, Outcome } from './context.ts';
import type { Status } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';

/** @throws Failure 'usage' when a file is no report; UnblockError when they are not all parts of one whole */
export async function merge({ terminal, cwd }: Context, { files }: Extract<Task, { command: 'merge' }>): Promise<Outcome> {
  const { status, exitCode, plan, summary, changes, check } = mergeReports(await Promise.all(files.map((file) => read(path.resolve(cwd, file), file))));
  if (check) terminal.say(checkLines(check, 'the baseline', terminal.look));
  else {
    terminal.say(refusalLines(plan, terminal.look));
    if (summary) terminal.say(summaryLines(summary, plan, terminal.look));
  }
  return { status: status as Status, exitCode, plan, ...(summary && { summary }), ...(changes && { changes: changes as NonNullable<Outcome['changes']> }), ...(check && { check }) };
}

async function read(file: string, called: string): Promise<PartReport> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw usage(`cannot read ${called} (${error.code})`);
  });
  const report = parsed(text);
  const plan = report && planFrom(JSON.stringify(report.plan));
  if (!report || typeof report.status !== 'string' || typeof report.exitCode !== 'number' || (report.plan !== null && !(plan && plan !== 'no-plan' && 'plan' in plan))) throw usage(`${called} is no report that --json prints`);
  return report;
}

function parsed(text: string): PartReport | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as PartReport) : undefined;
  } catch {
    return undefined;
  }
}
