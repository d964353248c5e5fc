import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clean, lines, save } from './files.js';

const run = promisify(execFile);

async function versionOf(command) {
  const { stdout } = await run(command, ['-p', '"v"']);
  return stdout.trim();
}

export async function report(files, { heading = 'Report' } = {}) {
  const parts = [heading];
  try {
    for (const file of files) {
      parts.push(`${file}: ${(await lines(file)).length}`);
    }
    parts.push(await versionOf(process.execPath));
    await save('report.txt', parts.join('\n'));
    return await lines('out/report.txt');
  } finally {
    await clean();
  }
}
