// emptyDirSync of fs-extra: its twin resolves to an array of nothing where there was something to remove.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';

/** Both give the created directory when there was none, else undefined. */
export const adaptEmptyDir = (entry: ApiTwin, site: ApiSite): AdapterAnswer => ({
  callee: calleeOf(entry, site),
  ...(site.resultUsed && { suffix: '.then((made) => (Array.isArray(made) ? undefined : made))' }),
});
