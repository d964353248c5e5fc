// The version of this package, from its package.json (the sources and the build lie at different depths below it).
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `0.1.0` */
export function version(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const file = fileURLToPath(new URL('package.json', folder));
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    if (folder.pathname === '/') throw new Error('package.json is missing');
  }
}
