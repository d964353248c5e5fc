// Reads a repository from disk: its source files, its packages, and what was left out. Reads only, runs none of its code.
import path from 'node:path';
import { byCodeUnit } from '../core/order.ts';
import type { FileId, ScannedRepo, SkippedFile, SourceFile } from '../core/source.ts';
import { decode } from './content.ts';
import { hasScannedExtension } from './dialect.ts';
import { disk } from './disk.ts';
import { examine, isCandidate, scriptsBeside } from './examine.ts';
import { listFiles } from './list-files.ts';
import { allBinIds, allTypesIds, describePackages, packageFinder, readPackages } from './packages.ts';
import type { Package } from './packages.ts';
import { readOtherLanguages } from './other-languages.ts';
import { mapPool } from './pool.ts';
import { resolvePaths, resolveRoot } from './root.ts';
import { testData } from './test-data.ts';
import { ScanError } from './scan-error.ts';
import { isVendored } from './vendored.ts';

export interface ScanOptions {
  /**
   * Keep only these files and the files below these folders; absolute, or relative to the root. Packages and their
   * entries are described in full all the same.
   */
  readonly paths?: readonly string[];
  /** What stands in a file in place of what is on the disk, where there need not be such a file yet. */
  readonly texts?: ReadonlyMap<FileId, string | Uint8Array>;
}

const READERS = 32;

/**
 * Scans the repository at `root`.
 * @param root folder, absolute or relative to the current one
 * @returns files, packages and skipped files, each sorted by path in code-unit order. `packages` always has an entry
 *   for the root (''); when no package.json governs the root, it is private and empty.
 * @throws ScanError 'missing-path' (root or one of `paths`), 'not-a-directory', or 'nothing-to-scan' when no file is left
 */
export async function scan(root: string, options: ScanOptions = {}): Promise<ScannedRepo> {
  const realRoot = await resolveRoot(root);
  const wanted = options.paths && (await resolvePaths(root, realRoot, options.paths));
  const onDisk = await listFiles(realRoot);
  const listed = options.texts ? [...new Set([...onDisk, ...options.texts.keys()])].sort(byCodeUnit) : onDisk;
  const packages = await readPackages(realRoot, listed);
  const bins = allBinIds(packages, realRoot);
  const types = allTypesIds(packages);
  const packageOf = packageFinder(packages);
  const candidates = listed.filter((id) => isCandidate(id, (bin) => bins.has(bin)));
  const programs = new Set(candidates.filter(hasScannedExtension));
  const folders = foldersOf([...programs].filter((id) => !isVendored(id)));
  const linked = await linkedFolders(realRoot, foldersOf(candidates));

  const examined = await mapPool(candidates, READERS, (id) =>
    examine(id, {
      root: realRoot,
      has: (other) => programs.has(other),
      hasFolder: (dir) => folders.has(dir),
      textOf: (other) => options.texts?.get(other),
      isLinked: (dir) => linked.has(dir),
      isBin: (other) => bins.has(other),
      isDeclaredTypes: (other) => types.has(other),
      packageOf: (other) => {
        const { dir, json } = packageOf(other);
        return { dir, type: json?.type };
      },
    }),
  );
  const skipped: SkippedFile[] = [];
  const read: SourceFile[] = [];
  for (const one of examined) {
    if (one === undefined) continue;
    if ('file' in one) read.push(one.file);
    else skipped.push(one.skipped);
  }
  const { files, orphans } = withoutOrphans(read, types);
  skipped.push(...orphans);

  const isWanted = (id: FileId): boolean =>
    wanted === undefined || wanted.some((place) => place === '' || id === place || id.startsWith(`${place}/`));
  const result: ScannedRepo = {
    root: realRoot,
    files: files.filter(({ id }) => isWanted(id)),
    packages: await describePackages(realRoot, packages, files),
    skipped: skipped.filter((one) => isWanted(one.path)).sort((a, b) => byCodeUnit(a.path, b.path)),
    testData: testData(files),
    manifests: await readManifests(realRoot, packages),
    others: await readOtherLanguages(realRoot, listed.filter((id) => !linked.has(path.posix.dirname(id))), packageOf),
  };
  if (result.files.length === 0) throw new ScanError('nothing-to-scan', emptyMessage(realRoot, options.paths, result.skipped));
  return result;
}

/** The text of each package.json below the root; one that is not UTF-8 is none. */
async function readManifests(root: string, packages: readonly Package[]): Promise<NonNullable<ScannedRepo['manifests']>> {
  const own = packages.filter(({ dir, at, json }) => json !== undefined && at === (dir === '' ? root : path.join(root, dir)));
  const read = await mapPool(own, READERS, async ({ dir, at }) => ({ id: dir === '' ? 'package.json' : `${dir}/package.json`, ...decode(await disk.bytes(path.join(at, 'package.json'))) }));
  return read.filter(({ encoding }) => encoding === 'utf8').map(({ id, text }) => ({ id, text }));
}

/** A declaration whose script was left out (because it is generated, say) says nothing about a file we can change. */
function withoutOrphans(read: readonly SourceFile[], types: ReadonlySet<FileId>): { files: SourceFile[]; orphans: SkippedFile[] } {
  const ids = new Set(read.map(({ id }) => id));
  const isOrphan = ({ id, dialect }: SourceFile): boolean =>
    dialect === 'dts' && !types.has(id) && !scriptsBeside(id).some((script) => ids.has(script));
  return {
    files: read.filter((file) => !isOrphan(file)),
    orphans: read.filter(isOrphan).map(({ id }) => ({ path: id, why: 'declaration' })),
  };
}

/** All folders above `ids`, the root left out. */
function foldersOf(ids: readonly FileId[]): Set<string> {
  const folders = new Set<string>();
  for (const id of ids) {
    for (let end = id.lastIndexOf('/'); end > 0 && !folders.has(id.slice(0, end)); end = id.lastIndexOf('/', end - 1)) {
      folders.add(id.slice(0, end));
    }
  }
  return folders;
}

/** Of `folders`, those that are symlinks on disk or lie below one: git may still list the files that were there before. */
async function linkedFolders(root: string, folders: ReadonlySet<string>): Promise<Set<string>> {
  const linked = new Set<string>();
  const all = [...folders];
  await mapPool(all, READERS, async (dir) => {
    const isLink = await disk.look(path.join(root, dir)).then(({ kind }) => kind === 'link', () => false);
    if (isLink) linked.add(dir);
  });
  const links = [...linked];
  for (const dir of all) if (links.some((link) => dir.startsWith(`${link}/`))) linked.add(dir);
  return linked;
}

function emptyMessage(root: string, paths: readonly string[] | undefined, skipped: readonly SkippedFile[]): string {
  const where = paths === undefined || paths.length === 0 ? root : `${paths.join(', ')} in ${root}`;
  const counts = new Map<string, number>();
  for (const { why } of skipped) counts.set(why, (counts.get(why) ?? 0) + 1);
  const left = [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
  const reason = left === '' ? '' : ` (left out: ${left})`;
  return `Nothing to scan: no JavaScript or TypeScript file of your own in ${where}${reason}. Name the folder of the repository with --root <dir>.`;
}
