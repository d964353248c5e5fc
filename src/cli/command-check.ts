// `unblock check`: fails when there are blocking calls that the baseline does not know, or when it knows calls that are gone.
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { baselineFrom, baselineText, EMPTY, type Baseline } from '../api/baseline.ts';
import { check, pruned, updated, type CheckOptions } from '../api/check.ts';
import { shardHolds } from '../api/part.ts';
import { filesSince } from '../api/plan.ts';
import { checkAnnotations, checkLines } from '../preview/check.ts';
import { siteNoun } from '../preview/site-words.ts';
import { count } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT, endOf } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';
import { study } from './study.ts';

const DEFAULT = 'unblock-baseline.json';

/** @throws Failure 'usage' when the baseline cannot be read or written */
export async function checkRatchet(context: Context, { baseline: named, change, tests, view }: Extract<Task, { command: 'check' }>): Promise<Outcome> {
  const { engine, terminal, options, targets, cwd, env } = context;
  const file = named === undefined ? path.join(targets.root, DEFAULT) : path.resolve(cwd, named);
  const called = named ?? DEFAULT;
  const known = await read(file, called, named !== undefined && change !== 'update');
  const github = view.format === 'github';
  if (github) terminal.hush();
  const planned = await study(context, view);
  const changed = view.since === undefined ? undefined : await filesSince(targets.root, view.since);
  const { shard } = view;
  const scope: CheckOptions = { tests, inScope: (id) => (changed?.has(id) ?? true) && (!shard || shardHolds(shard, id)) };
  const failed = endOf(planned.plan, 'none');

  if (change !== 'no') {
    const next = change === 'update' ? updated(planned, known ?? EMPTY, scope) : pruned(planned, known ?? EMPTY, scope);
    if (baselineText(next) !== baselineText(known ?? EMPTY) || (known === undefined && change === 'update')) {
      await engine.saveNamedFile(file, baselineText(next), '--baseline');
      terminal.say([`${called} written: ${count(total(next), siteNoun(planned.plan))} known`]);
    } else terminal.say([`${called} is up to date`]);
    if (change === 'update') return { status: 'ok', exitCode: failed.exitCode === EXIT.partial ? EXIT.partial : EXIT.done, plan: planned.plan, summary: planned.summary, check: check(planned, next, scope) };
    return ended(check(planned, next, scope));
  }
  return ended(check(planned, known ?? EMPTY, scope));

  function ended(result: NonNullable<Outcome['check']>): Outcome {
    const shown = { ...result, noun: siteNoun(planned.plan) };
    terminal.say(checkLines(shown, called, terminal.look, options.verbose));
    if (known === undefined && result.new.length > 0) terminal.say([`there is no ${called} yet: ${context.next(['check', '--update'])} begins with what is there`]);
    const annotations = github || env['GITHUB_ACTIONS'] === 'true' ? checkAnnotations(shown, path.relative(targets.root, file).split(path.sep).join('/')) : [];
    if (github && !options.json) terminal.raw(annotations.map((line) => `${line}\n`).join(''));
    else terminal.say(annotations);
    const report = { plan: planned.plan, summary: planned.summary, check: result, ...(shard && { shard }) };
    if (failed.exitCode === EXIT.partial) return { ...failed, ...report };
    if (result.new.length > 0) return { status: 'new-calls', exitCode: EXIT.pending, ...report };
    if (result.gone.length > 0) return { status: 'stale-baseline', exitCode: EXIT.pending, ...report };
    return { status: 'ok', exitCode: EXIT.done, ...report };
  }
}

/** The baseline in `file`; undefined when there is none and there need not be one. */
async function read(file: string, called: string, mustExist: boolean): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !mustExist) return undefined;
    throw usage(`cannot read ${called} (${code}): unblock check --update writes it`);
  }
  const baseline = baselineFrom(text);
  if (!baseline) throw usage(`${called} is no baseline that this version understands`);
  return baseline;
}

const total = ({ calls }: Baseline): number => Object.values(calls).reduce((n, known) => n + known.reduce((m, call) => m + call.count, 0), 0);
