// Functions of Node that read what is on the disk and change nothing: whether one was called before or after another shows nowhere.

/** https://nodejs.org/api/fs.html#promises-api; `opendir` and `open` hold something, `watch` goes on. */
const READS = /^(?:access|lstat|readdir|readFile|readlink|realpath|stat|statfs)$/;

export function isReadOnly(specifier: string, path: string): boolean {
  const bare = specifier.replace(/^node:/, '');
  if (bare === 'fs/promises') return READS.test(path);
  return bare === 'fs' && path.startsWith('promises.') && READS.test(path.slice('promises.'.length));
}
