// Resolves what a package.json publishes (main, module, exports, types, bin) to files of the repository.
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { isDeclaration } from './dialect.ts';
import { binPaths } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

/** Where a package lies and which files there are to resolve to. */
export interface PackagePlace {
  /** Absolute path of the scanned root. */
  readonly root: string;
  /** Absolute path of the package; it may lie above the root when the root is a folder inside a package. */
  readonly packageRoot: string;
  /** '' when it has none. */
  readonly name: string;
  /** Scanned files, sorted. */
  readonly files: readonly FileId[];
  readonly has: (id: FileId) => boolean;
}

/** The files of a package that code outside can load, sorted. */
export function publicEntries(json: PackageJson, place: PackagePlace): FileId[] {
  const entries = new Set<FileId>();
  const add = (ids: readonly FileId[]): void => ids.forEach((id) => entries.add(id));

  const fromMain = json.main === undefined ? [] : resolveFile(json.main, place);
  // Node falls back to index.js when `main` is absent or leads nowhere.
  add(fromMain.length > 0 || json.exports !== undefined ? fromMain : resolveFile('.', place, { fallBackToIndex: false }));
  for (const target of [json.module, json.browser]) if (target !== undefined) add(resolveFile(target, place));
  for (const { key, target } of exportTargets(json.exports)) add(resolveExport(key, target, json.exports, place));
  if (json.types !== undefined) add(resolveExact(json.types, place));
  // `./*` matches declarations too, but nobody can load one.
  return [...entries].filter((id) => !isDeclaration(id)).sort();
}

/** The files named in `bin` or standing in `directories.bin`, sorted. */
export function binEntries(json: PackageJson, place: PackagePlace): FileId[] {
  const entries = new Set(binPaths(json.bin).flatMap((target) => resolveFile(target, place, { fallBackToIndex: false })));
  const folder = json.binFolder === undefined ? undefined : idOf(json.binFolder, place);
  if (folder !== undefined) for (const id of place.files) if (path.posix.dirname(id) === folder) entries.add(id);
  return [...entries].sort();
}

/** Paths of `bin` as ids, existing or not: a script without extension is scanned because it is named here. */
export const binIds = (json: PackageJson, root: string, packageRoot: string): FileId[] =>
  binPaths(json.bin).flatMap((target) => idOf(target, { root, packageRoot }) ?? []);

interface ExportTarget {
  /** `.` or `./sub/*` */
  readonly key: string;
  readonly target: string;
}

/** Every string leaf of `exports`, under whatever conditions. */
function exportTargets(exports: unknown): ExportTarget[] {
  const leaves = (key: string, value: unknown): ExportTarget[] => {
    if (typeof value === 'string') return [{ key, target: value }];
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap((inner) => leaves(key, inner));
  };
  return subpaths(exports).flatMap(([key, value]) => leaves(key, value));
}

function subpaths(exports: unknown): [string, unknown][] {
  const isMap = typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
  return isMap ? Object.entries(exports) : [['.', exports]];
}

function resolveExport(key: string, target: string, exports: unknown, place: PackagePlace): FileId[] {
  if (!target.startsWith('./')) return [];
  if (target.endsWith('/')) return expand(`${target}*`, place).map(({ id }) => id);
  if (!target.includes('*')) return resolveExact(target, place, { fallBackToIndex: key === '.' });

  const blocked = subpaths(exports).filter(([, value]) => value === null).map(([pattern]) => pattern);
  const isBlocked = (subpath: string): boolean =>
    blocked.some((pattern) => prefixOf(pattern).length > prefixOf(key).length && starOf(pattern, subpath) !== undefined);
  const reachable = (pattern: string): FileId[] =>
    expand(pattern, place).filter(({ star }) => !isBlocked(key.replace('*', () => star))).map(({ id }) => id);
  const built = reachable(target);
  if (built.length > 0) return built;
  // `./dist/*.js` with nothing built: the sources it would be built from.
  for (const stem of sourceStems(target)) {
    const sources = SOURCE_EXTENSIONS.flatMap((extension) => reachable(stem + extension));
    if (sources.length > 0) return sources;
  }
  return [];
}

/** Files that match a target with one or more `*` (all stand for the same text, slashes included). */
function expand(target: string, place: PackagePlace): { id: FileId; star: string }[] {
  const pattern = idOf(target, place);
  if (pattern === undefined) return [];
  return place.files.flatMap((id) => {
    const star = starOf(pattern, id);
    return star === undefined || id.includes('node_modules/') ? [] : [{ id, star }];
  });
}

/** What `*` stands for when `text` matches `pattern`; undefined when it does not match. */
function starOf(pattern: string, text: string): string | undefined {
  const parts = pattern.split('*');
  if (parts.length < 2) return pattern === text ? '' : undefined;
  const [head = '', ...rest] = parts;
  const fixed = parts.reduce((sum, part) => sum + part.length, 0);
  const length = (text.length - fixed) / rest.length;
  if (!Number.isInteger(length) || length < 1) return undefined;
  const star = text.slice(head.length, head.length + length);
  return parts.join(star) === text ? star : undefined;
}

const prefixOf = (pattern: string): string => pattern.split('*', 1)[0] ?? '';

interface Fallback {
  /** The main entry of an unbuilt package that leads nowhere else leads to the index of its source folder. */
  readonly fallBackToIndex: boolean;
}

/** As `require` resolves a path: the file, with .js, or the folder's index.js; else the source it is built from. */
function resolveFile(target: string, place: PackagePlace, fallback: Fallback = { fallBackToIndex: true }): FileId[] {
  const id = idOf(target, place);
  if (id === undefined) return [];
  const index = id === '' ? 'index.js' : `${id}/index.js`;
  const direct = [id, `${id}.js`, index].find(place.has);
  if (direct !== undefined) return [direct];
  const isFolder = !/\.[cm]?[jt]sx?$/.test(id) && place.files.some((file) => id === '' || file.startsWith(`${id}/`));
  return resolveSource(isFolder ? path.posix.join(slashed(target), 'index.js') : target, place, fallback);
}

/** As `exports` resolves a path: the file itself, else the script a declaration describes, else the source it is built from. */
function resolveExact(target: string, place: PackagePlace, fallback: Fallback = { fallBackToIndex: false }): FileId[] {
  const id = idOf(target, place);
  if (id === undefined) return [];
  const stem = /^(.*)\.d\.([cm]?)ts$/.exec(id);
  if (stem) {
    const script = [`${stem[1]}.${stem[2]}js`, `${stem[1]}.js`].find(place.has);
    return script === undefined ? resolveSource(target, place, { fallBackToIndex: false }) : [script];
  }
  return place.has(id) ? [id] : resolveSource(target, place, fallback);
}

const SOURCE_EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

function resolveSource(target: string, place: PackagePlace, { fallBackToIndex }: Fallback): FileId[] {
  // Only program files have a source; `./package.json` and `./style.css` do not.
  if (/\.[a-z]+$/i.test(target) && !/\.[cm]?[jt]sx?$/.test(target)) return [];
  const stems = sourceStems(target);
  if (fallBackToIndex) stems.push(...['src', 'source', 'lib', path.posix.basename(place.name)].map((folder) => `${folder}/index`));
  for (const stem of stems) {
    for (const extension of SOURCE_EXTENSIONS) {
      const id = idOf(stem + extension, place);
      if (id !== undefined && place.has(id)) return [id];
    }
  }
  return [];
}

const BUILD_FOLDER = /^(?:dist|lib|build|built|out|output|es|esm|cjs|umd|types|typings|compiled|release)(?:[-_][\w-]+)?$/;

/** Paths without extension where the source of a built file may be, likeliest first. */
function sourceStems(target: string): string[] {
  const stem = path.posix.normalize(slashed(target)).replace(/(?:\.min)?(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const stems = [stem];
  const segments = stem.split('/');
  let built = 0;
  while (built < segments.length - 1 && BUILD_FOLDER.test(segments[built] ?? '')) {
    built++;
    const rest = segments.slice(segments[built] === 'src' && built < segments.length - 1 ? built + 1 : built).join('/');
    stems.push(`src/${rest}`);
    if (segments[0] !== 'lib') stems.push(`lib/${rest}`);
    stems.push(rest);
  }
  return stems;
}

/** The id of a path written in a package.json; undefined outside the root. */
function idOf(target: string, { root, packageRoot }: Pick<PackagePlace, 'root' | 'packageRoot'>): FileId | undefined {
  if (target.includes('\0')) return undefined;
  const relative = path.relative(root, path.resolve(packageRoot, `./${slashed(target)}`)).split(path.sep).join('/');
  return relative === '..' || relative.startsWith('../') ? undefined : relative;
}

const slashed = (target: string): string => target.replaceAll('\\', '/');

/** `imports` as pattern -> relative targets, whatever their conditions. Targets in other packages are left out. */
export function subpathImports(imports: unknown): Record<string, string[]> {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string' ? (value.startsWith('./') ? [value] : []) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
  if (typeof imports !== 'object' || imports === null) return {};
  return Object.fromEntries(Object.entries(imports).map(([key, value]) => [key, leaves(value)]));
}
