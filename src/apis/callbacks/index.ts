// The callback tables of all packages, and the look-up over them.
import type { CallbackModule, CallbackRule } from '../../core/api.ts';
import { lodashMemoize, memoize } from './memoize.ts';
import { mkdirp } from './mkdirp.ts';
import { prompts } from './prompts.ts';
import { rimraf } from './rimraf.ts';

export const callbackModules: readonly CallbackModule[] = [lodashMemoize, memoize, mkdirp, prompts, rimraf];

const byPath = new Map<string, { readonly module: string; readonly rules: readonly CallbackRule[] }>(
  callbackModules.flatMap(({ specifiers, functions }) =>
    specifiers.flatMap((module) => Object.entries(functions).map(([member, rules]) => [member === '' ? module : `${module}.${member}`, { module, rules }] as const)),
  ),
);

/** What is known of the function at `path` (`prompts.prompt`), undefined when nothing is. */
export const callbackRules = (path: string): { readonly module: string; readonly rules: readonly CallbackRule[] } | undefined => byPath.get(path);
