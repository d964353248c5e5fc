// Data: what code may call in a worker thread for which the main thread blocks: nothing that needs the main thread.
import { isPureFunction } from './offload.ts';

const FS = /^(?:access|appendFile|chmod|chown|copyFile|cp|exists|glob|lchown|link|lstat|lutimes|mkdir|mkdtemp|readFile|readdir|readlink|realpath|rename|rm|rmdir|stat|statfs|symlink|truncate|unlink|utimes|writeFile)(?:Sync)?$/;

/** Modules of functions that do with paths what they do in every thread. */
const FILES: ReadonlySet<string> = new Set(['fs', 'fs/promises', 'fs.promises', 'graceful-fs', 'fs-extra']);

/** Modules whose functions may wait for the main thread: a server of this very process, its stdin, a port that it serves. */
const MAIN_THREAD = /^(?:http|https|http2|net|tls|dgram|worker_threads|cluster|readline|readline\/promises|inspector|child_process|repl|tty)(?:\.|$)/;

const plain = (path: string): string => path.replace(/^node:/, '');

/** Whether the function at an external path does in such a worker what it does here. */
export function isBridgeable(path: string): boolean {
  const at = plain(path);
  const dot = at.lastIndexOf('.');
  return isPureFunction(path) || (FILES.has(at.slice(0, dot)) && FS.test(at.slice(dot + 1))) || /^fs\.realpathSync\.native$/.test(at);
}

/** Whether it may need the main thread, which waits. */
export const needsMainThread = (path: string): boolean => MAIN_THREAD.test(plain(path));
