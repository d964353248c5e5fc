// Which functions of fs-extra take an error-first callback: they return a promise when they get none.
import type { ErrorFirstModule } from '../../core/api.ts';
import { likeFs } from './like-fs.ts';

/** Functions of Node that some version passes through as they are. */
const PASSED_THROUGH = new Set(['cp', 'fdatasync', 'glob', 'lutimes', 'opendir', 'rm']);

/** Versions 3 and later; checked against 11.3.0. Those of Node's functions that older versions pass through are promisified. */
export const fsExtra: ErrorFirstModule = {
  specifiers: ['fs-extra'],
  selves: ['default'],
  functions: {
    ...likeFs((name) => (PASSED_THROUGH.has(name) ? 'promisify' : 'member'), { exists: { to: 'pathExists' }, writev: { fields: ['bytesWritten', 'buffers'] } }),
    copy: { takes: 2, to: 'copy', form: 'member', values: 0 },
    createFile: { takes: 1, to: 'createFile', form: 'member', values: 0 },
    createLink: { takes: 2, to: 'createLink', form: 'member', values: 0 },
    createSymlink: { takes: 2, to: 'createSymlink', form: 'member', values: 0 },
    emptyDir: { takes: 1, to: 'emptyDir', form: 'member' },
    emptydir: { takes: 1, to: 'emptydir', form: 'member' },
    ensureDir: { takes: 1, to: 'ensureDir', form: 'member' },
    ensureFile: { takes: 1, to: 'ensureFile', form: 'member', values: 0 },
    ensureLink: { takes: 2, to: 'ensureLink', form: 'member', values: 0 },
    ensureSymlink: { takes: 2, to: 'ensureSymlink', form: 'member', values: 0 },
    mkdirp: { takes: 1, to: 'mkdirp', form: 'member' },
    mkdirs: { takes: 1, to: 'mkdirs', form: 'member' },
    move: { takes: 2, to: 'move', form: 'member', values: 0 },
    outputFile: { takes: 2, to: 'outputFile', form: 'member', values: 0 },
    outputJSON: { takes: 2, to: 'outputJSON', form: 'member', values: 0 },
    outputJson: { takes: 2, to: 'outputJson', form: 'member', values: 0 },
    pathExists: { takes: 1, to: 'pathExists', form: 'member' },
    readJSON: { takes: 1, to: 'readJSON', form: 'member' },
    readJson: { takes: 1, to: 'readJson', form: 'member' },
    remove: { takes: 1, to: 'remove', form: 'member', values: 0 },
    writeJSON: { takes: 2, to: 'writeJSON', form: 'member', values: 0 },
    writeJson: { takes: 2, to: 'writeJson', form: 'member', values: 0 },
  },
};
