// readdirSync: with `recursive`, its twin lists the same entries in another order.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';
import { isNothing, readOptions } from './options.ts';
import { noFaithfulTwin, optionsUnknown } from './refusals.ts';

/** A recursive listing is sorted as readdirSync lists; one of Dirents is refused, because the entries differ, too. */
export function adaptReaddir(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const callee = (): string => calleeOf(entry, site);
  if (typeof site.args[1]?.literal === 'string') return { callee: callee() };
  const options = readOptions(site.args, 1);
  if (options === undefined) return optionsUnknown('the options argument');
  if (isOff(options['recursive'])) return { callee: callee() };
  if (options['recursive']?.literal !== true) return optionsUnknown('`recursive`');
  if (!isOff(options['withFileTypes'])) {
    return noFaithfulTwin(
      'with `recursive` and `withFileTypes`, readdirSync follows links to directories from Node 22 on; its twin does not',
    );
  }
  return { callee: callee(), suffix: `.then(${site.runtime('breadthFirst')})` };
}

const isOff = (option: ApiSite['args'][number] | undefined): boolean =>
  option === undefined || option.literal === false || isNothing(option);
