// The example on the page of add-cancellation: a program of the fixtures, which tests run before and after.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalFunctions } from '../../src/apis/signals.ts';
import { PROJECT } from '../shared/unblock.ts';

const PROGRAM = join(PROJECT, '__testfixtures__/programs/cancel-chain');

/** Files of the program as they were, and as they are afterwards. */
export function cancelled(): string {
  const shown = (folder: string, file: string): string => `\`${file}\`:\n\n\`\`\`js\n${readFileSync(join(PROGRAM, folder, 'src', file), 'utf8').trimEnd()}\n\`\`\``;
  return ['Before:', shown('before', 'files.js'), shown('before', 'report.js'), 'After, with `--cancel src/report.js:report`:', shown('after', 'files.js'), shown('after', 'report.js')].join('\n\n');
}

/** The functions that take a signal. */
export const cancellable = (): string => signalFunctions().map((name) => `\`${name}\``).join(', ');
