// execSync, execFileSync and spawnSync: runtime functions over spawn, which keep results, errors and options.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';

export const adaptExec = (_: ApiTwin, site: ApiSite): AdapterAnswer => ({ callee: site.runtime('execAsync') });
export const adaptExecFile = (_: ApiTwin, site: ApiSite): AdapterAnswer => ({ callee: site.runtime('execFileAsync') });
export const adaptSpawn = (_: ApiTwin, site: ApiSite): AdapterAnswer => ({ callee: site.runtime('spawnAsync') });
