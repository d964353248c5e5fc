// `unblock explain <file>:<line>`: why this line changes, or why it stays.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { explain } from '../api/explain.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { explanation } from '../preview/why.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { listed, usage } from './failure.ts';
import type { Task } from './program.ts';
import { study } from './study.ts';

/** @throws Failure 'usage' when the place is none, or nothing was decided there. */
export async function explainPlace(context: Context, { place }: Extract<Task, { command: 'explain' }>): Promise<Outcome> {
  const { terminal } = context;
  const { file, line } = placeOf(context, place);
  const studied = await study(context);
  const { plan, repo, summary, explainer } = studied;
  const skipped = repo.skipped.find((each) => each.path === file);
  if (skipped) throw usage(`${file} was skipped: ${skipped.why}`);
  if (!repo.files.some(({ id }) => id === file)) throw usage(`${file} is no source file that unblock reads under ${context.targets.root}`);

  const explanations = explain(studied, file, line);
  if (explanations.length === 0) throw usage(`nothing was decided at ${file}:${line}; ${elsewhere(plan, file)}`);
  terminal.say(explanations.flatMap(({ decision }, i) => [...(i > 0 ? [''] : []), ...explanation(decision, explainer, terminal.look)]));
  return { status: 'ok', exitCode: EXIT.done, plan, summary, explanations };
}

function placeOf({ cwd, targets }: Context, place: string): { file: FileId; line: number } {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(place);
  if (!match) throw usage(`'${place}' names no line: write it as src/config.js:12`);
  const [, name, line] = match as unknown as [string, string, string];
  const file = [path.resolve(cwd, name), path.resolve(targets.root, name)].map(real).find((each) => each !== undefined);
  if (file === undefined) throw usage(`there is no file ${name}`);
  const id = path.relative(targets.root, file).split(path.sep).join('/');
  if (id === '' || id.startsWith('../') || path.isAbsolute(id)) throw usage(`${name} is not under ${targets.root}: --root names the folder of the repository`);
  return { file: id, line: Number(line) };
}

function real(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function elsewhere(plan: MigrationPlan, file: FileId): string {
  const lines = [...new Set((plan.files[file]?.decisions ?? []).map(({ line }) => line))].sort((a, b) => a - b);
  return lines.length === 0 ? 'the file holds no blocking call' : `lines of this file with a decision: ${listed(lines.map(String), 12)}`;
}
