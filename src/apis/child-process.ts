// What child_process maps to: runtime functions over spawn, because exec and execFile differ from the sync functions in every result.
import type { ApiModule } from '../core/api.ts';

/** Facts: https://nodejs.org/api/child_process.html and lib/child_process.js of Node 18 to 24. */
export const childProcess: ApiModule = {
  specifiers: ['child_process', 'node:child_process'],
  selves: ['default'],
  functions: {
    execFileSync: { to: 'spawn', adapter: 'exec-file' },
    execSync: { to: 'spawn', adapter: 'exec' },
    spawnSync: { to: 'spawn', adapter: 'spawn', returns: 'object' },
  },
};
