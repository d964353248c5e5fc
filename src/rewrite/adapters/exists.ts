// existsSync: access resolves or rejects where existsSync says true or false.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';

/** existsSync is false for every failure, a bad argument included; so is this. */
export const adaptExists = (entry: ApiTwin, site: ApiSite): AdapterAnswer => ({
  callee: calleeOf(entry, site),
  suffix: '.then(() => true, () => false)',
});
