// The scripts that run inside of the processes of a repository: reporters, probes, the guard. They are shipped as they are.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of one of the scripts in `src/verify/assets`. */
export function asset(name: string): string {
  // the sources and the build lie at different depths below the package
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const file = fileURLToPath(new URL(`src/verify/assets/${name}`, folder));
    if (existsSync(file)) return file;
    if (folder.pathname === '/') throw new Error(`src/verify/assets/${name} is missing`);
  }
}
