// Where the program of a worker process lies: beside the module that starts it, as source or as build.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of the module `name` in the folder of the module with `url`, with the same extension. */
export function entryBeside(url: string, name: string): string {
  const here = fileURLToPath(url);
  return path.join(path.dirname(here), name + path.extname(here));
}
