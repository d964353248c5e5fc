// The example on the page of structured-concurrency: a fixture, which tests run before and after.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../shared/unblock.ts';

const FOLDER = join(PROJECT, '__testfixtures__/structured-concurrency');

export function grouped(): string {
  const shown = (kind: string): string => `\`\`\`js\n${readFileSync(join(FOLDER, `page.${kind}.js`), 'utf8').trimEnd()}\n\`\`\``;
  return ['Before:', shown('input'), 'After:', shown('output')].join('\n\n');
}
