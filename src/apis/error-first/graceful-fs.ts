// Which functions of graceful-fs take an error-first callback: those of fs, promisified, because its `promises` bypass its queue.
import type { ErrorFirstModule } from '../../core/api.ts';
import { likeFs } from './like-fs.ts';

/** Checked against graceful-fs 4.2.11. Its `open` hands on what it is given, and needs the flags. */
export const gracefulFs: ErrorFirstModule = {
  specifiers: ['graceful-fs'],
  selves: ['default'],
  functions: likeFs(() => 'promisify', { exists: { to: 'access' }, open: { takes: 2 } }),
};
