// Reads every package.json of the repository and answers which package a file belongs to.
import path from 'node:path';
import { byCodeUnit } from '../core/order.ts';
import type { FileId, PackageInfo, SourceFile } from '../core/source.ts';
import { hostLoads } from './host-loads.ts';
import { jshintOf } from './jshint.ts';
import { binEntries, binIds, publicEntries, subpathImports } from './entries.ts';
import { installedVersions } from './installed.ts';
import { readPackageJson } from './package-json.ts';
import type { PackageJson } from './package-json.ts';
import { mapPool } from './pool.ts';
import { isVendored } from './vendored.ts';

/** One package.json and where it stands. */
export interface Package {
  /** Relative to the root, '' for the root. */
  readonly dir: string;
  /** Absolute folder of the package.json; above the root for a root inside a package. */
  readonly at: string;
  /** Undefined for a root that no package.json governs. */
  readonly json: PackageJson | undefined;
}

const READERS = 16;

/**
 * Reads the package.json files among `listed`, and the one that governs the root: its own or, as Node looks it up, the
 * nearest above it.
 * @returns packages sorted by `dir`; the first is always the root ('')
 */
export async function readPackages(root: string, listed: readonly FileId[]): Promise<Package[]> {
  const dirs = listed
    .filter((id) => id.endsWith('/package.json') && !isVendored(id))
    .map((id) => id.slice(0, -'/package.json'.length));
  const nested = await mapPool(dirs, READERS, async (dir): Promise<Package> => {
    const at = path.join(root, dir);
    return { dir, at, json: await readPackageJson(path.join(at, 'package.json')) };
  });
  const found = nested.filter(({ json }) => json !== undefined).sort((a, b) => byCodeUnit(a.dir, b.dir));
  return [await governing(root), ...found];
}

async function governing(root: string): Promise<Package> {
  for (let at = root; ; at = path.dirname(at)) {
    const json = await readPackageJson(path.join(at, 'package.json'));
    if (json !== undefined) return { dir: '', at, json };
    if (at === path.dirname(at) || path.basename(at) === 'node_modules') return { dir: '', at: root, json: undefined };
  }
}

/** Finds the nearest package of a file. */
export function packageFinder(packages: readonly Package[]): (id: FileId) => Package {
  const byDir = new Map(packages.map((one) => [one.dir, one]));
  return (id) => {
    for (let end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1)) {
      const found = byDir.get(id.slice(0, end));
      if (found) return found;
    }
    return byDir.get('') as Package;
  };
}

/** Ids named in any `bin`. */
export const allBinIds = (packages: readonly Package[], root: string): Set<FileId> =>
  new Set(packages.flatMap(({ json, at }) => (json ? binIds(json, root, at) : [])));

/** Ids named as `types` in any package.json. */
export const allTypesIds = (packages: readonly Package[]): Set<FileId> =>
  new Set(packages.flatMap(({ json, dir }) => (json?.types === undefined ? [] : [path.posix.join(dir, json.types)])));

/** Reduces packages to what decisions need, entries resolved to `files` (sorted by id). */
export async function describePackages(root: string, packages: readonly Package[], files: readonly SourceFile[]): Promise<PackageInfo[]> {
  const ids = files.map(({ id }) => id);
  const known = new Set(ids);
  const installed = installedVersions();
  return mapPool(packages, READERS, async ({ dir, at, json }): Promise<PackageInfo> => {
    if (json === undefined) return ungoverned(dir);
    const place = { root, packageRoot: at, name: json.name ?? '', files: ids, has: (id: FileId) => known.has(id) };
    const entries = publicEntries(json, place);
    const loads = await hostLoads({ dir, at, name: json.name, publicEntries: entries, scripts: json.scripts }, files);
    return {
      dir,
      name: json.name,
      private: json.private,
      type: json.type ?? 'commonjs',
      publicEntries: entries,
      ...(typeof json.imports === 'object' && json.imports !== null ? { imports: subpathImports(json.imports) } : {}),
      binEntries: binEntries(json, place),
      dependencies: json.dependencies,
      installed: await installed.of(at, Object.keys(json.dependencies)),
      nodeRange: json.nodeRange,
      scripts: json.scripts,
      ...(loads.length > 0 && { hostLoads: loads }),
      ...(await jshintOf(at, json.dependencies)),
    };
  });
}

/** Files that no package.json governs cannot be published, so nothing outside can load them by name. */
const ungoverned = (dir: string): PackageInfo => ({
  dir,
  name: undefined,
  private: true,
  type: 'commonjs',
  publicEntries: [],
  binEntries: [],
  dependencies: {},
  installed: {},
  nodeRange: undefined,
  scripts: {},
});
