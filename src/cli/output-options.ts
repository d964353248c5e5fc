// The options that say in which format a plan is shown, where to, and of which part of the repository.
import { Option, type Command } from 'commander';
import { FORMATS, type Format } from '../api/formats.ts';
import type { Shard } from '../api/part.ts';
import { usage } from './failure.ts';

/** How a plan is shown. */
export interface ViewOptions {
  /** Undefined: the usual text for a person. `json` means one document in a file; without a file it is --json. */
  readonly format: Format | undefined;
  /** File for the document; stdout when left out. */
  readonly out: string | undefined;
  readonly since: string | undefined;
  /** Which part of the report this is: `index` of `count`, from 1. */
  readonly shard: Shard | undefined;
  /** The file whose text is on stdin. */
  readonly stdin: string | undefined;
}

/** What commander makes of the options. */
export interface ViewFlags {
  readonly format?: Format;
  readonly out?: string;
  readonly since?: string;
  readonly shard?: string;
  readonly stdin?: true;
  readonly stdinFilename?: string;
}

/** Adds the options, --out aside: what it means depends on the command. */
export const withView = (command: Command): Command =>
  withScope(command)
    .addOption(new Option('--format <name>', 'show the plan as').choices(FORMATS))
    .addOption(new Option('--stdin', 'take the text of one file from stdin; its migrated text goes to stdout, and no other file changes').conflicts(['write', 'since', 'shard', 'check']))
    .option('--stdin-filename <file>', 'which file that is');

/** The options that choose a part of the repository; all of it is analysed. */
export const withScope = (command: Command): Command =>
  command
    .option('--since <ref>', 'only calls in files that differ from this commit')
    .option('--shard <i/n>', 'only part i of n of the report; `unblock merge` puts the parts together');

/** @throws Failure 'usage' when they do not fit together */
export function viewOf({ format, out, since, shard, stdin, stdinFilename }: ViewFlags): ViewOptions {
  if (stdin && stdinFilename === undefined) throw usage('--stdin needs --stdin-filename: where a file lies decides how it is read');
  if (!stdin && stdinFilename !== undefined) throw usage('--stdin-filename goes with --stdin');
  if (out !== undefined && format === 'terminal') throw usage('--format terminal is for the terminal: --out takes json, sarif, patch, html or github');
  return { format: format === 'terminal' ? undefined : format, out: format === undefined ? undefined : out, since, shard: shardOf(shard), stdin: stdinFilename };
}

/** The same for `run`, where --out is for documents alone, and a part of a report cannot be written. */
export function runViewOf(flags: ViewFlags & { readonly write?: true }): ViewOptions {
  if (flags.out !== undefined && flags.format === undefined) throw usage('--out of run goes with --format; unblock plan --out saves a plan');
  if (flags.write && flags.shard !== undefined) throw usage('--shard is for reports: changes of one part may need those of another');
  return viewOf(flags);
}

/** `2/5` */
export function shardOf(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(value);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > count) throw usage(`--shard is written as 1/3 to 3/3, not '${value}'`);
  return { index, count };
}

/** The document of --json is what `--format json` asks for, too, unless it goes to a file. */
export const hasJsonView = (task: object): boolean => 'view' in task && (task.view as ViewOptions).format === 'json' && (task.view as ViewOptions).out === undefined;

/** The same, before the command line is understood. */
export function wantsJson(argv: readonly string[]): boolean {
  if (argv.includes('--json')) return true;
  const asked = argv.some((word, index) => word === '--format=json' || (word === '--format' && argv[index + 1] === 'json'));
  return asked && !argv.some((word) => word === '--out' || word.startsWith('--out='));
}
