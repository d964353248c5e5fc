// The example on the page of offload-to-worker: a program of the fixtures, which tests run before and after.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../shared/unblock.ts';

const PROGRAM = join(PROJECT, '__testfixtures__/programs/offload-esm');

/** Files of the program as they were, and as they are afterwards. */
export function offloaded(): string {
  const shown = (folder: string, file: string): string => `\`${file.slice('src/'.length)}\`:\n\n\`\`\`js\n${readFileSync(join(PROGRAM, folder, file), 'utf8').trimEnd()}\n\`\`\``;
  return ['Before:', shown('before', 'src/words.js'), shown('before', 'src/main.js'), 'After (`words.js` is as it was):', shown('after', 'src/main.js'), shown('after', 'src/offload/index.js')].join('\n\n');
}
