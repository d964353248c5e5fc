// The step that scan, plan, run and explain begin with: analyse the repository and name the files that failed.
import path from 'node:path';
import { planUsing } from '../api/plan.ts';
import { plannedOf, type Planned } from '../api/planned.ts';
import type { Problem } from '../core/plan.ts';
import type { Analysis, AnalyseOptions } from '../pipeline.ts';
import type { Context } from './context.ts';
import type { ViewOptions } from './output-options.ts';
import { settle } from './settle.ts';

export type Study = Planned;

/** What part of the repository a command is about; all of it when left out. `writes`: something will be written without another question. */
type Scope = Partial<Pick<ViewOptions, 'since' | 'shard' | 'stdin'>> & { readonly writes?: boolean };

/** @throws ScanError when the root holds no source file; UnblockError when `scope` names no commit or no file; WriteError as settle() does. */
export async function study(context: Context, { since, shard, stdin, writes = false }: Scope = {}): Promise<Study> {
  const { engine, progress, cwd } = context;
  await settle(context, writes);
  progress.at('scan');
  return told(context, await planUsing(engine, {
    ...analysisOptions(context),
    ...(since !== undefined && { since }),
    ...(shard && { shard }),
    ...(stdin !== undefined && { buffer: { file: path.resolve(cwd, stdin), text: await engine.stdin() } }),
  }));
}

/** What the pipeline is asked for. */
export const analysisOptions = ({ settings: { test: _test, config: _config, ...planned }, targets, options, progress }: Context): AnalyseOptions & { readonly useCache: boolean } => ({
  root: targets.root,
  ...planned,
  useCache: options.cache,
  onProgress: (stage, done, total) => progress.at(stage, done, total),
});

/** The same of an analysis that is there. */
export const studyOf = (context: Context, analysis: Analysis): Study => told(context, plannedOf(analysis));

function told({ terminal, progress }: Context, planned: Planned): Study {
  progress.at('preview');
  terminal.tell(...planned.plan.problems.map(problemLine), ...(planned.plan.notes ?? []).map(({ file, line, message }) => `unblock: ${file}:${line} ${message}`));
  return planned;
}

const problems: Record<Problem['code'], string> = {
  'does-not-parse': 'does not parse',
  'tool-failure': 'could not be handled (a fault of unblock)',
  'output-rejected': 'is left as it was, its new text was not sound',
  unreadable: 'cannot be read',
  'transform-failed': 'is left as it was',
};

/** One line for the person. */
export const problemLine = ({ file, line, code, message }: Problem): string =>
  `unblock: ${file}${line === undefined ? '' : `:${line}`} ${problems[code]}: ${message}`;
