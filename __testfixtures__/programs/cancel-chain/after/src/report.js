import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clean, lines, save } from './files.js';

const run = promisify(execFile);

async function versionOf(command, { signal } = {}) {
  const { stdout } = await run(command, ['-p', '"v"'], { signal });
  return stdout.trim();
}

export async function report(files, { heading = 'Report', signal } = {}) {
  const parts = [heading];
  try {
    for (const file of files) {
      signal?.throwIfAborted();
      parts.push(`${file}: ${(await lines(file, { signal })).length}`);
    }
    parts.push(await versionOf(process.execPath, { signal }));
    await save('report.txt', parts.join('\n'), { signal });
    return await lines('out/report.txt', { signal });
  } finally {
    await clean();
  }
}
