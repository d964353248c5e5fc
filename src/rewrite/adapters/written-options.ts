// Holds the options of a call against what its twin asks of them.
import type { OptionsRule } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { isNothing, readOptions } from './options.ts';
import { noFaithfulTwin, optionsUnknown, spreadArguments } from './refusals.ts';

/** Why the call must stay, undefined when its options are such that the twin does the same. */
export function unfitOptions({ at, only, without = [], needs = [] }: OptionsRule, { args }: ApiSite): AdapterAnswer | undefined {
  if (args.some(({ kind }) => kind === 'spread')) return spreadArguments();
  // `undefined` in its place is something else than nothing to some functions with a callback
  const options = args[at] && isNothing(args[at]) ? undefined : readOptions(args, at);
  if (options === undefined) return optionsUnknown('the options argument');
  const keys = Object.keys(options);
  const lacking = needs.find((key) => !keys.includes(key));
  if (lacking !== undefined) return noFaithfulTwin(`without the option ${lacking} the asynchronous form does not do the same`);
  const unfit = keys.find((key) => without.includes(key) || (only && !only.includes(key)));
  return unfit === undefined ? undefined : noFaithfulTwin(`with the option ${unfit} the asynchronous form may not do the same`);
}
