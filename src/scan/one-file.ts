// One file as scan() would see it, read without the rest of its repository; synchronous, for hosts that hand over file by file.
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileId, PackageInfo, ScannedRepo, SourceFile } from '../core/source.ts';
import { decode } from './content.ts';
import { dialectOf, isDeclaration } from './dialect.ts';
import { binIds, publicEntries } from './entries.ts';
import { isBuildOutput, isCompiled, isGeneratedPath, isGeneratedText } from './generated.ts';
import { isMinifiedName, isMinifiedText } from './minified.ts';
import { moduleKindOf } from './module-kind.ts';
import { packageJsonOf, type PackageJson } from './package-json.ts';
import { roleOf } from './role.ts';
import { hasNodeShebang } from './shebang.ts';
import { isVendored } from './vendored.ts';

/** A repository of one file. */
export interface OneFileRepo extends ScannedRepo {
  readonly files: readonly [SourceFile];
}

/** A package.json above the file: `dir` is '' for the one that governs the root. */
interface Governing {
  readonly dir: string;
  readonly at: string;
  readonly json: PackageJson;
}

/**
 * The file as a repository of its own. Its packages count as published, because whoever loads the file is not seen.
 * @param root absolute path
 * @param text its content, a BOM included; valid UTF-8
 */
export function scanOne(root: string, id: FileId, text: string): OneFileRepo {
  const packages = packagesAbove(root, id);
  const nearest = packages[0];
  const packageDir = nearest?.dir ?? '';
  const bins = new Set(packages.flatMap(({ json, at }) => binIds(json, root, at)));
  const file = {
    ...decode(Buffer.from(text)),
    id,
    dialect: dialectOf(id, text),
    moduleKind: moduleKindOf(id, text, nearest?.json.type),
    role: roleOf(id, packageDir),
    executable: hasNodeShebang(text) || bins.has(id),
    packageDir,
  };
  return { root, files: [file], packages: packages.map((one) => describe(root, one, id)), skipped: [] };
}

/** True when a scan of the repository would leave the file out: it is somebody else's, or a tool wrote it. */
export function isLeftOut({ root, files: [{ id, text, role }] }: OneFileRepo): boolean {
  const exists = (other: string): boolean => existsSync(path.join(root, other));
  return isVendored(id) || id.split('/').includes('node_modules') || isDeclaration(id) || isMinifiedName(id) || isMinifiedText(text) ||
    isGeneratedPath(id) || isGeneratedText(text) || isCompiled(id, text, exists) || (role !== 'test' && isBuildOutput(id, exists));
}

/** The folder of the nearest package.json above `file` (absolute), or the file's own folder. */
export function packageFolderOf(file: string): string {
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    if (packageJsonIn(dir)) return dir;
    if (dir === path.dirname(dir)) return path.dirname(file);
  }
}

/** The package.json files in force, nearest first; the last is the one that governs the root, as Node looks it up. */
function packagesAbove(root: string, id: FileId): Governing[] {
  const found: Governing[] = [];
  for (let dir = path.posix.dirname(id); dir !== '.'; dir = path.posix.dirname(dir)) {
    const at = path.join(root, dir);
    const json = packageJsonIn(at);
    if (json) found.push({ dir, at, json });
  }
  for (let at = root; ; at = path.dirname(at)) {
    const json = packageJsonIn(at);
    if (json) return [...found, { dir: '', at, json }];
    if (at === path.dirname(at) || path.basename(at) === 'node_modules') return found;
  }
}

function packageJsonIn(dir: string): PackageJson | undefined {
  const file = path.join(dir, 'package.json');
  try {
    return lstatSync(file).isFile() ? packageJsonOf(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function describe(root: string, { dir, at, json }: Governing, id: FileId): PackageInfo {
  const place = { root, packageRoot: at, name: json.name ?? '', files: [id], has: (other: FileId) => other === id };
  return {
    dir,
    name: json.name,
    private: false,
    type: json.type ?? 'commonjs',
    publicEntries: publicEntries(json, place),
    binEntries: [],
    dependencies: json.dependencies,
    installed: {},
    nodeRange: json.nodeRange,
    scripts: json.scripts,
  };
}
