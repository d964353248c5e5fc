// existsSync: access resolves or rejects where existsSync says true or false.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';
import { noFaithfulTwin, spreadArguments } from './refusals.ts';

/** existsSync is false for every failure, a bad argument included; so is this. Unlike access it passes over a second argument. */
export function adaptExists(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  if (site.args.some(({ kind }) => kind === 'spread')) return spreadArguments();
  if (site.args.length > 1) return noFaithfulTwin('existsSync ignores a second argument, access takes it for a mode');
  return { callee: calleeOf(entry, site), suffix: '.then(() => true, () => false)' };
}
