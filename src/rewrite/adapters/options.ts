// Reads the options argument of a call as far as its text tells.
import type { ArgumentView } from '../../core/rewrite.ts';

/** Options by key when written out; an empty object when there are none; undefined when they cannot be read off the text. */
export function readOptions(args: readonly ArgumentView[], index: number): Readonly<Record<string, ArgumentView>> | undefined {
  if (hasSpread(args)) return undefined;
  const argument = args[index];
  if (argument === undefined || isNothing(argument)) return {};
  return argument.properties;
}

/** The argument is `null`, `undefined` or `void 0`. */
export const isNothing = (argument: ArgumentView): boolean =>
  argument.literal === null || argument.text === 'undefined' || argument.text === 'void 0';

/** Arguments cannot be counted. */
export const hasSpread = (args: readonly ArgumentView[]): boolean => args.some((argument) => argument.kind === 'spread');
