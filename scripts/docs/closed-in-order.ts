// The parts of the page of graceful-shutdown that are made: an example of the fixtures, which tests run before and after, and the table.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closablePaths, closingOf } from '../../src/apis/closables.ts';
import { PROJECT } from '../shared/unblock.ts';

const FOLDER = join(PROJECT, '__testfixtures__/graceful-shutdown');

export function closedInOrder(): string {
  const shown = (kind: string): string => `\`\`\`js\n${readFileSync(join(FOLDER, `koa.${kind}.cjs`), 'utf8').trimEnd()}\n\`\`\``;
  return ['Before:', shown('input'), 'After:', shown('output')].join('\n\n');
}

export function closables(): string {
  const how = (path: string): string => {
    const closing = closingOf(path)!;
    return 'by' in closing ? `\`${closing.by}\`` : `\`${closing.method}()\``;
  };
  return ['| what | how it is closed |', '| --- | --- |', '| `listen` of `http`, `https`, `net`, `tls`, Express, Koa and Connect | drained |', ...closablePaths.map((path) => `| \`${path}\` | ${how(path)} |`)].join('\n');
}
