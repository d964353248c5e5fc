// The step that scan, plan, run and explain begin with: analyse the repository and name the files that failed.
import path from 'node:path';
import { planUsing } from '../api/plan.ts';
import type { Planned } from '../api/planned.ts';
import type { Problem } from '../core/plan.ts';
import type { Context } from './context.ts';
import type { ViewOptions } from './output-options.ts';

export type Study = Planned;

/** What part of the repository a command is about; all of it when left out. */
type Scope = Partial<Pick<ViewOptions, 'since' | 'shard' | 'stdin'>>;

/** @throws ScanError when the root holds no source file; UnblockError when `scope` names no commit or no file. */
export async function study({ engine, terminal, progress, settings: { test: _test, config: _config, ...said }, targets, cwd }: Context, { since, shard, stdin }: Scope = {}): Promise<Study> {
  progress.at('scan');
  const planned = await planUsing(engine, {
    root: targets.root,
    ...said,
    onProgress: (stage, done, total) => progress.at(stage, done, total),
    ...(since !== undefined && { since }),
    ...(shard && { shard }),
    ...(stdin !== undefined && { buffer: { file: path.resolve(cwd, stdin), text: await engine.stdin() } }),
  });
  progress.at('preview');
  terminal.tell(...planned.plan.problems.map(problemLine), ...(planned.plan.notes ?? []).map(({ file, line, message }) => `unblock: ${file}:${line} ${message}`));
  return planned;
}

export { explainerOf, summaryOf } from '../api/planned.ts';

const problems: Record<Problem['code'], string> = {
  'does-not-parse': 'does not parse',
  'tool-failure': 'could not be handled (a fault of unblock)',
  'output-rejected': 'is left as it was, its new text was not sound',
  unreadable: 'cannot be read',
};

const problemLine = ({ file, line, code, message }: Problem): string =>
  `unblock: ${file}${line === undefined ? '' : `:${line}`} ${problems[code]}: ${message}`;
