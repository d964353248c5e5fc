// The program: reads the command line, runs one command, prints how it ended, answers the exit code.
import path from 'node:path';
import process from 'node:process';
import { apply } from './command-apply.ts';
import { benchOffload } from './command-bench-offload.ts';
import { checkRatchet } from './command-check.ts';
import { explainPlace } from './command-explain.ts';
import { merge } from './command-merge.ts';
import { plan } from './command-plan.ts';
import { run } from './command-run.ts';
import { scan } from './command-scan.ts';
import { sessions } from './command-sessions.ts';
import { undo } from './command-undo.ts';
import { verify } from './command-verify.ts';
import type { Context, Outcome } from './context.ts';
import { endingOf, interruption } from './ending.ts';
import type { BadEnd } from './ending.ts';
import { realEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { EXIT } from './exit-codes.ts';
import { nextCommand } from './next-command.ts';
import { describedProgram, parseCommandLine } from './program.ts';
import type { CommonOptions, Request, Task } from './program.ts';
import { startProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { reportOf } from './report.ts';
import { NO_CONFIG, settingsOf, type Settings } from './settings.ts';
import { watchSignals } from './signals.ts';
import type { SignalWatch } from './signals.ts';
import { targetsOf, type Targets } from './targets.ts';
import { usage } from './failure.ts';
import { commitsToo } from './write-changes.ts';
import { mayCommit } from '../api/apply.ts';
import { wantsJson } from './output-options.ts';
import { openTerminal } from './terminal.ts';
import type { Surroundings, Terminal } from './terminal.ts';
import { version } from '../api/version.ts';

/**
 * Runs `unblock <argv>` and answers its exit code; never throws. Only a signal, or an exception that nobody awaits,
 * ends the process itself.
 * @param argv the words after the program's name
 * @param given parts of the engine and of the process to use instead of the real ones
 */
export async function main(argv: readonly string[], given: Partial<Engine & Surroundings> = {}): Promise<number> {
  const engine: Engine = { ...realEngine, ...given };
  const surroundings: Surroundings = { ...processAround(), ...given };
  // known before the command line is: its mistakes are reported in the same form
  const json = wantsJson(argv);
  const verbose = argv.includes('--verbose');
  const terminal = openTerminal(surroundings, { json, colour: !argv.includes('--no-color'), progress: !argv.includes('--no-progress') });
  const progress = startProgress(terminal);
  const hasWritten = (): boolean => progress.begun('write') || progress.begun('undo');
  let finished = false;
  const finish = (end: Outcome | BadEnd): void => {
    if ('message' in end) terminal.tell(`unblock: ${end.message}`, ...(verbose && end.stack ? [end.stack] : []));
    if (json && !finished) terminal.document(reportOf(end, progress.timings()));
    finished = true;
  };
  const fail = (error: unknown): number => {
    const end = endingOf(error, progress.stage(), hasWritten());
    finish(end);
    return end.exitCode;
  };
  const signals = watchSignals({
    onSignal: (signal) => finish({ status: 'interrupted', exitCode: EXIT[signal], message: interruption(hasWritten()), files: [] }),
    onFault: fail,
  });
  try {
    const output = { version: version(), write: (text: string) => void surroundings.stdout.write(text) };
    if (argv[0] === 'complete' && argv[1] === '--') {
      const { completionsOf } = await import('./completion.ts');
      terminal.raw(completionsOf(describedProgram(output), argv.slice(2)));
      return EXIT.done;
    }
    const request = parseCommandLine(argv, output);
    if (!request) return EXIT.done;
    const { task } = request;
    if (task.command === 'completion') {
      terminal.raw((await import('./completion.ts')).completionScript(task.shell));
      return EXIT.done;
    }
    const outcome = await perform(task, await contextOf(request, { engine, surroundings, terminal, progress, signals }));
    const held = signals.held();
    const end: Outcome = held ? { ...outcome, status: 'interrupted', exitCode: EXIT[held] } : outcome;
    finish(end);
    const broken = terminal.failure();
    if (broken) terminal.tell(`unblock: the output could not be written: ${broken.message}`);
    return broken && !held ? EXIT.partial : end.exitCode;
  } catch (error) {
    return fail(error);
  } finally {
    signals.stop();
    terminal.close();
  }
}

/** What asks one question after the other is loaded when it is asked for: it brings the rewriter along. */
async function perform(task: Exclude<Task, { command: 'completion' }>, context: Context): Promise<Outcome> {
  // before hours of analysing, not after
  if (commitsToo(context.options)) await mayCommit(context.engine, context.targets.root);
  switch (task.command) {
    case 'run':
      return task.isBare && context.interactive && !context.options.json ? (await import('./wizard/wizard.ts')).wizard(context) : run(context, task);
    case 'scan':
      return scan(context);
    case 'plan':
      return plan(context, task);
    case 'apply':
      return apply(context, task);
    case 'undo':
      return undo(context, task);
    case 'review':
      return (await import('./command-review.ts')).review(context, task);
    case 'resume':
      return (await import('./command-review.ts')).resume(context, task);
    case 'sessions':
      return sessions(context);
    case 'explain':
      return explainPlace(context, task);
    case 'bench-offload':
      return benchOffload(context, task);
    case 'verify':
      return verify(context, task);
    case 'check':
      return checkRatchet(context, task);
    case 'merge':
      return merge(context, task);
  }
}

interface Parts {
  readonly engine: Engine;
  readonly surroundings: Surroundings;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signals: SignalWatch;
}

/** Transforms that options name without naming them. */
const askedBy = ({ offload, cancel, shutdown }: CommonOptions): string[] => [...(cancel ? ['add-cancellation'] : []), ...(shutdown ? ['graceful-shutdown'] : []), ...(offload ? ['offload-to-worker'] : [])];

async function contextOf({ task, options }: Request, parts: Parts): Promise<Context> {
  const { engine, surroundings, terminal, progress, signals } = parts;
  const { cwd, env, interactive } = surroundings;
  const names = 'names' in task ? task.names : [];
  const isPlanned = !['undo', 'apply', 'merge', 'sessions', 'resume', 'bench-offload'].includes(task.command);
  const known = isPlanned ? await engine.transforms() : [];
  const targets = targetsOf({ cwd, root: options.root, all: options.all, asked: askedBy(options), names, known });
  const loaded = isPlanned ? await engine.config(targets.root, options.config === undefined ? undefined : path.resolve(cwd, options.config)) : NO_CONFIG;
  terminal.tell(...loaded.notes.map((note) => `unblock: ${note}`));
  const repeated = { directory: targets.directory, transforms: targets.named, all: options.all, options };
  return {
    engine,
    terminal,
    progress,
    signals,
    options,
    targets,
    settings: { ...(await settingsOf(options, targets, loaded, known)), ...(isPlanned && task.command !== 'scan' && (await gateOf(options, targets, cwd, engine))) },
    cwd,
    env,
    interactive,
    next: (words, repeat = 'all') => nextCommand(words, repeated, repeat),
    with: (more, named = targets.named) => contextOf({ task: { command: 'review', names: named }, options: { ...options, root: targets.directory ?? options.root, ...more } }, parts),
  };
}

/** What the profile says about functions that are to run in workers. @throws Failure 'usage' when none are */
async function gateOf({ cpuprofile, offloadAnyway }: CommonOptions, { root, transforms }: Targets, cwd: string, engine: Engine): Promise<Pick<Settings, 'offloadGate'>> {
  if (cpuprofile === undefined) return {};
  if (!transforms.includes('offload-to-worker')) throw usage('--cpuprofile goes with functions that --offload names: unblock scan --cpuprofile proposes them');
  return offloadAnyway ? {} : { offloadGate: await engine.offloadGate(root, path.resolve(cwd, cpuprofile), cpuprofile) };
}

function processAround(): Surroundings {
  const { stdin, stdout, stderr, env } = process;
  return { stdout, stderr, env, cwd: process.cwd(), interactive: stdin.isTTY === true && stdout.isTTY === true };
}
