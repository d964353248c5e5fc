// writeSync: its twin resolves to an object that holds the count; writes to the standard streams stay.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';

/** All argument forms of writeSync (buffer or string, options object) are those of fs.write. */
export function adaptWrite(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const target = site.args[0];
  if (target?.literal === 1 || target?.literal === 2 || /^process\.std(out|err)\.fd$/.test(target?.text ?? '')) {
    return {
      refuse: 'stdio-write',
      why: 'writeSync to standard output or error is used to print before the process may exit; an awaited write can be lost',
    };
  }
  return { callee: calleeOf(entry, site), property: 'bytesWritten' };
}
