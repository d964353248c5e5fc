// The step that `run --verify` begins with: the plan, run in a copy before anybody is offered it, without what changes the program.
import path from 'node:path';
import { count } from '../preview/printable.ts';
import { verificationLines } from '../preview/verification.ts';
import type { Verification } from '../core/verification.ts';
import type { Context } from './context.ts';
import type { VerifyRun } from './program.ts';
import { settle } from './settle.ts';
import { analysisOptions, studyOf, type Study } from './study.ts';

export interface VerifiedStudy {
  readonly shown: Study;
  /** Absent when nothing would change. */
  readonly verification?: Verification;
  /** Nothing of the plan as it is now was seen to change the program. */
  readonly isClean: boolean;
}

/** @throws ScanError when the root holds no source file; Error when the repository cannot be copied. */
export async function verifiedStudy(context: Context, { test, orders, seed, html }: VerifyRun, writes: boolean): Promise<VerifiedStudy> {
  const { engine, terminal, progress, options, settings, cwd } = context;
  const begun = performance.now();
  await settle(context, writes);
  progress.at('scan');
  const replan = await engine.planner(analysisOptions(context));
  const first = await replan(new Map());
  if (first.changes.length === 0) return { shown: studyOf(context, first), isClean: true };
  const { verification, refused, isClean } = await engine.verifyPlan({
    repo: first.repo, made: first, review: first.review ?? [], replan, test: test ?? settings.test, orders, seed, analysisSeconds: (performance.now() - begun) / 1000, onProgress: (stage, done, total) => progress.at(stage, done, total),
  });
  const last = refused.size > 0 && isClean ? await replan(refused) : first;
  const shown = studyOf(context, last);
  terminal.say(verificationLines(verification, terminal.look, options.verbose));
  if (html !== undefined) {
    await engine.savePage(path.resolve(cwd, html), verification);
    terminal.say([`page written: ${html}`]);
  }
  if (refused.size > 0 && isClean) terminal.say([`${count(refused.size, 'call')} left out of the plan; what is left was verified again and shows no difference`]);
  return { shown, verification, isClean };
}
