// `unblock verify`: is the migrated program still the same program? Static checks always; the repository's code runs only here, in a copy.
import path from 'node:path';
import { isDifferent } from '../core/verification.ts';
import { verificationLines } from '../preview/verification.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';

/** @throws Failure 'usage' when there is nothing to compare with. */
export async function verify({ engine, terminal, progress, options, targets, cwd }: Context, { against, isStatic, test, html }: Extract<Task, { command: 'verify' }>): Promise<Outcome> {
  progress.at('scan');
  const verification = await engine.verify({ root: targets.root, against, isStatic, test, onProgress: (stage, done, total) => progress.at(stage, done, total) });
  if (!verification) throw usage(against === undefined ? `nothing to compare ${targets.root} with: no session of unblock and no commit of git; --against names one` : `no session and no commit '${against}' in ${targets.root}`);
  terminal.say(verificationLines(verification, terminal.look, options.verbose));
  if (html !== undefined) {
    await engine.savePage(path.resolve(cwd, html), verification);
    terminal.say([`page written: ${html}`]);
  }
  const differs = isDifferent(verification);
  return { status: differs ? 'differs' : 'ok', exitCode: differs ? EXIT.differs : EXIT.done, verification };
}
