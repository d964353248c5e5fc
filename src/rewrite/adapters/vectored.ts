// readvSync and writevSync: their twins resolve to an object that holds the count.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';

export const adaptReadv = (entry: ApiTwin, site: ApiSite): AdapterAnswer => ({
  callee: calleeOf(entry, site),
  property: 'bytesRead',
});

export const adaptWritev = (entry: ApiTwin, site: ApiSite): AdapterAnswer => ({
  callee: calleeOf(entry, site),
  property: 'bytesWritten',
});
