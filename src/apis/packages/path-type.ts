// What path-type maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.0.0, 4.0.0, 6.0.0; exports of 5.0.0. */
export const pathType: readonly ApiModule[] = [
  {
    specifiers: ['path-type'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      fileSync: { to: 'file', returns: 'boolean' },
      dirSync: { to: 'dir', returns: 'boolean' },
      symlinkSync: { to: 'symlink', returns: 'boolean' },
    },
  },
  {
    specifiers: ['path-type'],
    selves: ['default'],
    versions: { from: '4.0', before: '7.0' },
    functions: {
      isFileSync: { to: 'isFile', returns: 'boolean' },
      isDirectorySync: { to: 'isDirectory', returns: 'boolean' },
      isSymlinkSync: { to: 'isSymlink', returns: 'boolean' },
    },
  },
];
