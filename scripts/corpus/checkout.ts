// Brings an entry's sources onto this machine: an npm package with what its tests need, or a copy of a checkout.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitAll } from '../shared/git.ts';
import { must } from '../shared/unblock.ts';
import type { Entry } from './manifest.ts';

/** An installed checkout of `entry` that is not to be touched. @throws Error when it cannot be had */
export async function installed(entry: Entry, work: string): Promise<string> {
  if (entry.dir !== undefined) {
    if (!(await exists(entry.dir))) throw new Error(`there is no folder ${entry.dir}`);
    return entry.dir;
  }
  const dir = join(work, 'installed', entry.npm!.replace(/[@/]/g, '+'));
  if (await exists(dir)) return dir;
  const unfinished = `${dir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await unpack(entry.npm!, unfinished);
  await addDevDependencies(join(unfinished, 'package.json'), entry.devDependencies ?? {});
  await must('npm', ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], unfinished);
  await rename(unfinished, dir);
  return dir;
}

/** The files of an npm package, nothing executed. */
export async function unpack(spec: string, dir: string): Promise<void> {
  await must('npm', ['pack', spec, '--silent', '--ignore-scripts', '--pack-destination', dir], dir);
  const tarball = (await readdir(dir)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack ${spec} left no tarball`);
  await must('tar', ['-xzf', tarball, '--strip-components=1', '--no-same-owner', '--mode=u+rwX'], dir).catch(() => must('tar', ['-xzf', tarball, '--strip-components=1'], dir));
  await rm(join(dir, tarball));
}

/** The tests need these; what the package's authors used besides (linters, coverage) stays out. */
async function addDevDependencies(file: string, devDependencies: Readonly<Record<string, string>>): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, `${JSON.stringify({ ...manifest, devDependencies }, null, 2)}\n`);
}

/** A copy of `from` at `to`, everything in it committed. */
export async function copyOf(from: string, to: string): Promise<string> {
  await rm(to, { recursive: true, force: true });
  await must('cp', ['-a', from, to], from); // a tenth of the time that fs.cp takes for node_modules
  await commitAll(to, 'as it was');
  return to;
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);
