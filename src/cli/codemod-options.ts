// The options of `unblock run --transform`: read from the command line, and written for the next one.
import { statSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { PARSERS } from '../codemod/job.ts';
import type { ParserName, TransformCall } from '../codemod/job.ts';
import { usage } from './failure.ts';

/** A transform of the user's own, as it was asked for. */
export interface CodemodTask {
  /** Path as it was given. */
  readonly transform: string;
  readonly parser: ParserName | undefined;
  /** `key=value` as they were given. */
  readonly pairs: readonly string[];
  readonly deadlineSeconds: number;
}

/** What commander makes of them. */
export interface CodemodFlags {
  readonly transform?: string;
  readonly parser?: ParserName;
  readonly options?: readonly string[];
  readonly deadline?: number;
}

const DEADLINE = 30;

/** The options to add to `run`. */
export const codemodOptions = (): Option[] => [
  new Option('--transform <file>', 'run this jscodeshift transform of yours instead (it is code, and is executed)'),
  new Option('--parser <name>', 'for --transform: how files are parsed (default: by their extension)').choices(PARSERS),
  new Option('--options <key=value...>', 'for --transform: what it is given as its options').argParser((value: string, before: readonly string[] = []) => {
    if (!/^[^=]+=/.test(value)) throw new InvalidArgumentError('It is key=value.');
    return [...before, value];
  }),
  new Option('--deadline <seconds>', `for --transform: what one file may take (default: ${DEADLINE})`).argParser((value: string) => {
    const seconds = Number(value);
    if (!(seconds > 0 && seconds <= 86_400)) throw new InvalidArgumentError('It is a number of seconds.');
    return seconds;
  }),
];

/** Undefined without --transform. @throws Failure 'usage' when an option needs it and it is missing */
export function codemodTask({ transform, parser, options = [], deadline }: CodemodFlags): CodemodTask | undefined {
  if (transform !== undefined) return { transform, parser, pairs: options, deadlineSeconds: deadline ?? DEADLINE };
  const lonely = parser !== undefined ? '--parser' : options.length > 0 ? '--options' : deadline !== undefined ? '--deadline' : undefined;
  if (lonely !== undefined) throw usage(`${lonely} goes with --transform <file>`);
  return undefined;
}

/** The transform as it is called. @throws Failure 'usage' when there is no such file */
export function callOf({ transform, parser, pairs }: CodemodTask, cwd: string): TransformCall {
  const file = path.resolve(cwd, transform);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw usage(`no file at ${file}: --transform names a jscodeshift transform`);
  const options: Record<string, unknown> = {};
  for (const pair of pairs) options[pair.slice(0, pair.indexOf('='))] = valueOf(pair.slice(pair.indexOf('=') + 1));
  return { file, parser, options: { ...(parser !== undefined && { parser }), ...options } };
}

/** As jscodeshift reads them: JSON where it is some, else text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The words that ask for the same again. */
export const codemodWords = ({ transform, parser, pairs, deadlineSeconds }: CodemodTask): string[] => [
  '--transform', transform,
  ...(parser === undefined ? [] : ['--parser', parser]),
  ...pairs.map((pair) => `--options=${pair}`),
  ...(deadlineSeconds === DEADLINE ? [] : ['--deadline', String(deadlineSeconds)]),
];
