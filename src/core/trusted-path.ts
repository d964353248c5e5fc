// The PATH with which git is started.
import path from 'node:path';

/** PATH without entries that the repository controls: npx and npm scripts put its node_modules/.bin in front. */
export function trustedPath(value: string, cwd: string): string {
  const own = cwd.endsWith(path.sep) ? cwd : cwd + path.sep;
  return value
    .split(path.delimiter)
    .filter((entry) => path.isAbsolute(entry) && !entry.startsWith(own) && !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry))
    .join(path.delimiter);
}
