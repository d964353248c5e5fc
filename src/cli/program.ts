// The command line: commands, options, help. Turns argv into one plain request; does nothing itself.
import { Argument, Command, CommanderError, Option, InvalidArgumentError } from 'commander';
import { concurrencyOf } from '../core/bounds.ts';
import type { CommitStyle } from '../core/git-commit.ts';
import type { PublicApiPolicy } from '../core/plan.ts';
import { codemodOptions, codemodTask } from './codemod-options.ts';
import type { CodemodFlags, CodemodTask } from './codemod-options.ts';
import { usage } from './failure.ts';
import { SHELLS, type Shell } from './shells.ts';
import { hasJsonView, runViewOf, viewOf, withScope, withView, type ViewFlags, type ViewOptions } from './output-options.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly root: string | undefined;
  readonly all: boolean;
  /** Undefined when the command line does not say: the configuration may. */
  readonly publicApi: PublicApiPolicy | undefined;
  /** Configuration that was named. */
  readonly config: string | undefined;
  /** Patterns; undefined when the command line does not say. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  /** Deadlines for add-timeouts; undefined when the command line does not say. */
  readonly timeout?: readonly string[] | undefined;
  /** Their values stand in constants at the top of each file. */
  readonly timeoutConstants?: boolean | undefined;
  /** How many calls may be under way at a time, for bound-concurrency. */
  readonly concurrency?: number | undefined;
  readonly allowDirty: boolean;
  /** Functions that are to run in worker threads, `file:function` each. */
  readonly offload?: readonly string[] | undefined;
  /** Functions that callers who cannot wait may block for, `file:function` each. */
  readonly bridge?: readonly string[] | undefined;
  /** They go to workers even where that is measured not to be worth it. */
  readonly offloadAnyway?: boolean | undefined;
  /** What `node --cpu-prof` wrote. */
  readonly cpuprofile?: string | undefined;
  /** Where signals come from that add-cancellation hands on. */
  readonly cancel?: readonly string[] | undefined;
  /** Entry files of programs that graceful-shutdown is about. */
  readonly shutdown?: readonly string[] | undefined;
  /** Undefined when the command line does not say: then nothing is committed unless somebody asks for it. */
  readonly commit?: CommitStyle | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
  /** False after --no-cache. */
  readonly cache: boolean;
  /** False after --no-color. */
  readonly color: boolean;
  /** False after --no-progress. */
  readonly progress: boolean;
}

/** What is to be done. `names` are transforms and at most one directory. */
export type Task =
  | { readonly command: 'scan'; readonly names: readonly string[] }
  | { readonly command: 'plan'; readonly names: readonly string[]; readonly out: string | undefined; readonly check: boolean; readonly view: ViewOptions }
  | { readonly command: 'run'; readonly names: readonly string[]; readonly mode: 'write' | 'dry-run' | 'check' | 'ask'; readonly isBare: boolean; readonly view: ViewOptions; readonly verify?: VerifyRun; readonly codemod?: CodemodTask | undefined }
  | { readonly command: 'apply'; readonly file: string; readonly dryRun: boolean }
  | { readonly command: 'check'; readonly names: readonly string[]; readonly baseline: string | undefined; readonly change: 'no' | 'update' | 'prune'; readonly tests: boolean; readonly view: ViewOptions }
  | { readonly command: 'merge'; readonly files: readonly string[] }
  | { readonly command: 'completion'; readonly shell: Shell }
  | { readonly command: 'undo'; readonly session: string | undefined; readonly force: boolean }
  | { readonly command: 'review'; readonly names: readonly string[]; readonly since?: string | undefined }
  | { readonly command: 'resume'; readonly id: string | undefined }
  | { readonly command: 'sessions' }
  | { readonly command: 'explain'; readonly place: string }
  | { readonly command: 'bench-offload'; readonly fn: string | undefined; readonly args: string | undefined }
  | { readonly command: 'verify'; readonly against: string | undefined; readonly isStatic: boolean; readonly test: string | undefined; readonly html: string | undefined; readonly blame: 'no' | 'find' | 'take-back'; readonly orders: readonly string[] | undefined; readonly seed: number };

/** How a plan is run before it is offered. */
export interface VerifyRun {
  readonly test: string | undefined;
  /** Undefined: one order, when there is time for it. */
  readonly orders: readonly string[] | undefined;
  readonly seed: number;
  /** File for the page. */
  readonly html: string | undefined;
}

export interface Request {
  readonly task: Task;
  readonly options: CommonOptions;
}

/** Where help and version go. */
export interface ProgramOutput {
  readonly version: string;
  readonly write: (text: string) => void;
}

/** The request in `argv`, or undefined when help or the version was asked for and printed. @throws Failure 'usage' */
export function parseCommandLine(argv: readonly string[], output: ProgramOutput): Request | undefined {
  let task: Task | undefined;
  const program = build(output, (given) => void (task = given), argv.includes('run'));
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw usage(`${error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')} (unblock --help lists commands and options)`);
  }
  refuseCommit(task, program.opts<Pick<CommonOptions, 'commit'>>().commit);
  const unset = { root: undefined, publicApi: undefined, config: undefined, include: undefined, exclude: undefined, all: false, allowDirty: false, json: false, verbose: false };
  return task && { task, options: { ...unset, ...(hasJsonView(task) && { json: true }), ...program.opts<Pick<CommonOptions, 'color' | 'progress' | 'cache'>>() } };
}

/** @throws Failure 'usage' when there is nothing that could be committed */
function refuseCommit(task: Task | undefined, style: CommitStyle | undefined): void {
  if (!task || style === undefined || style === 'none') return;
  if (!['run', 'apply', 'review', 'resume'].includes(task.command)) throw usage('--commit goes with run, apply, review and resume: nothing else writes');
  const previews = (task.command === 'run' && (task.mode === 'check' || task.mode === 'dry-run')) || (task.command === 'apply' && task.dryRun);
  if (previews) throw usage('--commit commits what is written: it does not go with --check and --dry-run');
}

/** `isNamed`: the command `run` was written out, which is for those who know what they want. */
function build({ version, write }: ProgramOutput, give: (task: Task) => void, isNamed: boolean, hasCompletion = true): Command {
  const program = new Command('unblock')
    .description('Turns blocking calls of a Node.js repository into async/await, through all their callers.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--root <dir>', 'folder of the repository (default: the current one)')
    .option('--all', 'every transform that leaves what the program does as it is, not only the recommended ones')
    .addOption(
      new Option('--public-api <policy>', 'functions that code outside can call: keep them as they are, dual (keep them and add asynchronous versions), or break (change them); keep when neither this nor the configuration says so')
        .choices(['keep', 'dual', 'break'])
        .argParser((value: string) => {
          if (value !== 'keep' && value !== 'dual' && value !== 'break') throw new InvalidArgumentError('Allowed choices are keep, dual, break.');
          return value;
        }),
    )
    .option('--include <pattern>', 'only these files may change, all are analysed; as in .gitignore, may be given more than once', collected)
    .option('--exclude <pattern>', 'these files may not change', collected)
    .option('--offload <file:function>', 'have this function run in worker threads (offload-to-worker); may be given more than once', collected)
    .option('--bridge <file:function>', 'callers of this function that cannot wait block until a worker thread has done it, so that it can become async for the others; may be given more than once', collected)
    .option('--offload-anyway', 'also functions of which the profile says that no call takes as long as a round trip to a worker')
    .option('--cpuprofile <file>', 'what node --cpu-prof wrote: scan proposes functions for --offload, others leave out what is not worth it')
    .option('--cancel <root>', 'hand an AbortSignal down from this function (add-cancellation): <file>:<function>, process:<file>:<function>, job:<file>:<function>=10m, requests; may be given more than once', collected)
    .option('--shutdown <file>', 'entry of a program whose servers are to close in order on SIGINT and SIGTERM (graceful-shutdown); may be given more than once', collected)
    .option('--config <file>', 'configuration instead of unblock.config.jsonc or the key "unblock" of package.json; a .ts or .js file is run')
    .option('--timeout <deadlines>', 'for add-timeouts: http=10s,exec=60s,function:loadUser=5s; may be given more than once', collected)
    .option('--timeout-constants', 'for add-timeouts: the values as constants at the top of each file')
    .option('--concurrency <number>', 'for bound-concurrency: how many calls may be under way at a time', (value: string) => {
      const said = concurrencyOf(value);
      if (said === undefined) throw new InvalidArgumentError('It is a number from 1 to 999999.');
      return said;
    })
    .option('--allow-dirty', 'write although files to change have uncommitted changes')
    .addOption(new Option('--commit <how>', 'commit to git what is written, the files written and nothing else, with the hooks of the repository (default: none)').choices(['per-transform', 'per-unit', 'none']))
    .option('--json', 'one JSON document on stdout')
    .option('--verbose', 'all reasons, skipped files, stack traces')
    .option('--no-cache', 'find out everything anew, and remember nothing')
    .option('--no-color', 'no colours')
    .option('--no-progress', 'no line that says which stage is running')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .exitOverride();

  const targets = '[targets...]';
  const about = 'names of transforms, or the folder of the repository';
  const command = (name: string, description: string, isDefault = false): Command =>
    program.command(name, { isDefault }).description(description).copyInheritedSettings(program);

  const run = withView(command('run', 'show the changes and why; write them after a yes, or with --write (`unblock` alone on a terminal asks what you want, elsewhere it does this)', true))
    .argument(targets, about)
    .addOption(new Option('--write', 'write without asking').conflicts(['dryRun', 'check']))
    .addOption(new Option('--dry-run', 'only show (the default without a terminal)').conflicts('check'))
    .option('--check', 'only show; exit code 1 when there is something to change')
    .option('--out <file>', 'write the document of --format to a file')
    .option('--verify', 'first run the tests before and after, in a copy (this runs your code), and leave out what changes the program')
    .option('--html <file>', 'with --verify: write what was found as a page, too')
    .option('--test <command>', 'with --verify: how the tests are run (default: npm test)')
    .addOption(delaysOption('with --verify: '))
    .addOption(seedOption())
    .action((names: string[], flags: RunFlags) => {
      const { write, check, dryRun, verify, test, html, delays: orders, seed } = flags;
      const view = runViewOf(flags);
      const codemod = codemodTask(flags);
      if (!verify && (test !== undefined || orders !== undefined || html !== undefined)) throw usage('--test, --delays and --html go with --verify: nothing is run without it (--format html is the page of the plan)');
      if (verify && (view.since !== undefined || view.shard || view.stdin !== undefined)) throw usage('--verify runs the whole plan: --since, --shard and --stdin do not go with it');
      if (codemod && (verify || flags.format !== undefined || view.since !== undefined || view.shard || view.stdin !== undefined)) throw usage('--transform does not go with --verify, --format, --since, --shard and --stdin');
      const isBare = !isNamed && names.length === 0 && Object.keys(flags).every((flag) => flag === 'seed');
      give({ command: 'run', names, mode: write ? 'write' : check ? 'check' : dryRun ? 'dry-run' : 'ask', isBare, view, codemod, ...(verify && { verify: { test, orders, seed, html } }) });
    });
  for (const option of codemodOptions()) run.addOption(option);
  command('scan', 'count the blocking calls by API and by what can be done about them')
    .argument(targets, about)
    .action((names: string[]) => give({ command: 'scan', names }));
  withView(command('plan', 'decide everything, change nothing'))
    .argument(targets, about)
    .option('--out <file>', 'save the plan for `unblock apply`, or the document of --format')
    .option('--check', 'exit code 1 when there is something to change')
    .action((names: string[], flags: ViewFlags & { check?: boolean }) => give({ command: 'plan', names, out: flags.format === undefined ? flags.out : undefined, check: flags.check ?? false, view: viewOf(flags) }));
  withScope(command('check', 'fail on blocking calls that the baseline does not know (for CI)'))
    .argument(targets, about)
    .option('--baseline <file>', 'the calls that are known (default: unblock-baseline.json in the folder of the repository)')
    .addOption(new Option('--update', 'write the baseline anew: all calls that are there').conflicts('prune'))
    .option('--prune', 'take calls out of the baseline that are gone')
    .option('--tests', 'calls in tests count, too')
    .addOption(new Option('--format <name>', 'show the result as').choices(['terminal', 'json', 'github']))
    .action((names: string[], flags: ViewFlags & { baseline?: string; update?: true; prune?: true; tests?: true }) =>
      give({ command: 'check', names, baseline: flags.baseline, change: flags.update ? 'update' : flags.prune ? 'prune' : 'no', tests: flags.tests ?? false, view: viewOf(flags) }),
    );
  command('merge', 'put the reports of all parts together (--shard i/n --json)')
    .argument('<reports...>', 'files that hold them')
    .action((files: string[]) => give({ command: 'merge', files }));
  command('apply', 'carry out a saved plan')
    .argument('<plan.json>', 'file written by `unblock plan --out`')
    .option('--dry-run', 'only show')
    .action((file: string, { dryRun = false }: { dryRun?: boolean }) => give({ command: 'apply', file, dryRun }));
  command('undo', 'give files back as they were before a write')
    .argument('[session]', 'which write (default: the last)')
    .option('--force', 'restore files too that were changed since; those changes are lost')
    .action((session: string | undefined, { force = false }: { force?: boolean }) => give({ command: 'undo', session, force }));
  command('review', 'walk through the changes one by one, like git add -p')
    .argument(targets, about)
    .option('--since <ref>', 'only calls in files that differ from this commit')
    .action((names: string[], { since }: { since?: string }) => give({ command: 'review', names, since }));
  command('resume', 'go on with a review that was left')
    .argument('[review]', 'which one (default: the last)')
    .action((id: string | undefined) => give({ command: 'resume', id }));
  command('sessions', 'list reviews under way, and writes that can be taken back')
    .action(() => give({ command: 'sessions' }));
  command('explain', 'why a line changes or stays')
    .argument('<file:line>', 'for example src/config.js:12')
    .action((place: string) => give({ command: 'explain', place }));
  command('bench-offload', 'measure what a round trip to a worker thread costs on this machine')
    .argument('[file:function]', 'measure a call of this function, too: its module is loaded and it is run')
    .option('--args <json>', 'what it is called with, as a JSON list', '[]')
    .action((fn: string | undefined, { args }: { args: string }) => give({ command: 'bench-offload', fn, args: fn === undefined ? undefined : args }));
  command('verify', 'check that the migrated program is still the same program; runs its tests, in a copy')
    .option('--against <which>', 'compare with a session of unblock or a commit (default: before all sessions, else HEAD)')
    .option('--static', 'only read, execute nothing')
    .option('--test <command>', 'how the tests are run (default: npm test)')
    .addOption(delaysOption())
    .addOption(seedOption())
    .option('--bisect', 'when something differs, find the calls that are to blame')
    .addOption(new Option('--take-back', 'find them, and give back what they were, keeping the rest').conflicts(['static']))
    .option('--html <file>', 'write the report as a page, too')
    .action(({ against, static: isStatic = false, test, html, bisect, takeBack, delays, seed }: VerifyFlags) =>
      give({ command: 'verify', against, isStatic, test, html, blame: takeBack ? 'take-back' : bisect ? 'find' : 'no', orders: delays, seed }),
    );
  if (!hasCompletion) return program;
  command('completion', 'print the script with which a shell completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action((shell: Shell) => give({ command: 'completion', shell }));
  return program;
}

/** The program as it is described to a shell; the library that describes it adds `completion` itself. */
export const describedProgram = (output: ProgramOutput): Command => build(output, () => {}, true, false);

const delaysOption = (when = ''): Option => new Option('--delays <orders>', `${when}orders in which answers of Node come late, one run of the tests each: random, reverse, slow-first, none (default: random, when there is time)`).argParser(ordersOf);
const seedOption = (): Option => new Option('--seed <number>', 'for the random order').default(1).argParser(numberOf);

interface RunFlags extends ViewFlags, CodemodFlags {
  readonly write?: true;
  readonly dryRun?: true;
  readonly check?: true;
  readonly verify?: true;
  readonly test?: string;
  readonly html?: string;
  readonly delays?: readonly string[];
  readonly seed: number;
}

interface VerifyFlags {
  readonly against?: string;
  readonly static?: boolean;
  readonly test?: string;
  readonly html?: string;
  readonly bisect?: true;
  readonly takeBack?: true;
  readonly delays?: readonly string[];
  readonly seed: number;
}

/** `random,reverse` */
function ordersOf(value: string): readonly string[] {
  const orders = value.split(',').filter((order) => order !== 'none');
  if (!orders.every((order) => ['random', 'reverse', 'slow-first'].includes(order))) throw new InvalidArgumentError('Allowed are random, reverse, slow-first and none, with commas between.');
  return orders;
}

function numberOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It is a whole number.');
  return Number(value);
}

const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
