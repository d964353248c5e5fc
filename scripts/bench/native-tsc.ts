// TypeScript's native compiler, installed once into the system's temporary folder: it is no dependency of ours.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../shared/unblock.ts';

const VERSION = '7.0.2';

/** Path of its `tsc`; undefined when it cannot be had here. */
export async function nativeTsc(): Promise<string | undefined> {
  const dir = join(tmpdir(), 'unblock-bench', `typescript-${VERSION}`);
  const tsc = join(dir, 'node_modules/typescript/bin/tsc');
  const isThere = await stat(tsc).then(() => true, () => false);
  try {
    if (!isThere) {
      await mkdir(dir, { recursive: true });
      await writeFile(join(dir, 'package.json'), '{"private":true}\n');
      await must('npm', ['install', '--no-audit', '--no-fund', '--save-exact', `typescript@${VERSION}`], dir);
    }
    await must(process.execPath, [tsc, '--version'], dir);
    return tsc;
  } catch (error) {
    console.error(`native tsc: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`);
    return undefined;
  }
}
