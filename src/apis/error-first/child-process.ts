// Which functions of child_process take an error-first callback: two values, and a process besides.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Facts: https://nodejs.org/api/child_process.html; on failure the error has both outputs. */
export const childProcess: ErrorFirstModule = {
  specifiers: ['child_process', 'node:child_process'],
  selves: ['default'],
  functions: {
    exec: { takes: 1, to: 'exec', form: 'promisify', fields: ['stdout', 'stderr'], onError: true, handle: true },
    execFile: { takes: 1, to: 'execFile', form: 'promisify', fields: ['stdout', 'stderr'], onError: true, handle: true },
  },
};
