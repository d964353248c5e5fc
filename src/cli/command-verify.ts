// `unblock verify`: is the migrated program still the same program? Static checks always; the repository's code runs only here, in a copy.
import path from 'node:path';
import type { PublicApiPolicy } from '../core/plan.ts';
import { isDifferent } from '../core/verification.ts';
import { count } from '../preview/printable.ts';
import { verificationLines } from '../preview/verification.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';

/** @throws Failure 'usage' when there is nothing to compare with. */
export async function verify(context: Context, { against, isStatic, test, html, blame, orders, seed }: Extract<Task, { command: 'verify' }>): Promise<Outcome> {
  const { engine, terminal, progress, options, targets, settings, cwd, signals } = context;
  progress.at('scan');
  const { test: usual, config: _config, ...planned } = settings;
  const planner = (root: string, command: string | undefined) => engine.planner({ ...planned, root, publicApi: policyOf(command) ?? settings.publicApi });
  const result = await engine.verify({ root: targets.root, against, isStatic, test: test ?? usual, orders, seed, onProgress: (stage, done, total) => progress.at(stage, done, total), ...(blame !== 'no' && { planner }) });
  if (!result) throw usage(against === undefined ? `nothing to compare ${targets.root} with: no session of unblock and no commit of git; --against names one` : `no session and no commit '${against}' in ${targets.root}`);
  const { rest, ...verification } = result;
  terminal.say(verificationLines(verification, terminal.look, options.verbose));
  if (html !== undefined) {
    await engine.savePage(path.resolve(cwd, html), verification);
    terminal.say([`page written: ${html}`]);
  }
  if (blame === 'take-back' && rest && rest.changes.length > 0 && rest.isClean) {
    progress.at('write');
    const { session, notes } = await signals.hold(() => engine.commit(targets.root, rest.changes, { command: 'unblock verify --take-back' }));
    terminal.tell(...notes.map((note) => `unblock: ${note}`));
    terminal.say([`taken back in ${count(rest.changes.length, 'file')}, the rest was verified again; to undo that: ${context.next(['undo', session], 'root')}`]);
    return { status: 'ok', exitCode: EXIT.done, verification, session };
  }
  if (rest && !rest.isClean) terminal.say(['what is left without these still differs: nothing was written']);
  const differs = isDifferent(verification);
  return { status: differs ? 'differs' : 'ok', exitCode: differs ? EXIT.differs : EXIT.done, verification };
}

/** The policy in the command line of a session: what it wrote is planned again in the same way. */
const policyOf = (command: string | undefined): PublicApiPolicy | undefined => (command === undefined ? undefined : /--public-api[ =](keep|dual|break)/.exec(command)?.[1] as PublicApiPolicy | undefined);
