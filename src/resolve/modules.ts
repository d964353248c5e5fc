// Resolves module specifiers to files of the repository, the way Node and TypeScript do; reads no disk.
import type { FileId, PackageInfo, ScannedRepo } from '../core/source.ts';

const EXTENSIONS = ['', '.js', '.ts', '.tsx', '.mjs', '.cjs', '.mts', '.cts', '.jsx', '.json'];
const INDEXES = EXTENSIONS.slice(1).map((e) => `/index${e}`);
/** TypeScript writes the output's extension: `./x.js` may be `./x.ts`. */
const OUTPUT_TO_SOURCE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.jsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
  [/\.jsx$/, ['.tsx']],
];

/** What a specifier leads to: a file of the repository, data, or a module outside of it. */
export type Resolution = { readonly kind: 'file'; readonly file: FileId } | { readonly kind: 'data' } | { readonly kind: 'external'; readonly name: string };

/** Joins and normalises FileId paths; undefined when it leaves the root. */
export function joinPath(dir: string, relative: string): string | undefined {
  const parts = dir === '' ? [] : dir.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}

export const directoryOf = (file: FileId): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** External module names without the `node:` scheme: both spellings are one module. */
export const externalName = (specifier: string): string => specifier.replace(/^node:/, '');

export class ModuleResolver {
  private readonly files: ReadonlySet<FileId>;
  private readonly packages: readonly PackageInfo[];

  constructor(repo: ScannedRepo) {
    this.files = new Set(repo.files.map((f) => f.id));
    this.packages = repo.packages;
  }

  resolve(from: FileId, specifier: string): Resolution {
    if (specifier.startsWith('.')) {
      const path = joinPath(directoryOf(from), specifier);
      const file = path === undefined ? undefined : this.onDisk(path);
      if (file) return { kind: 'file', file };
      return /\.json$/.test(specifier) ? { kind: 'data' } : { kind: 'external', name: specifier };
    }
    if (specifier.startsWith('#')) return this.subpath(from, specifier);
    for (const pkg of this.packages) {
      if (!pkg.name) continue;
      if (specifier === pkg.name) {
        const entry = pkg.publicEntries.find((e) => this.files.has(e));
        if (entry) return { kind: 'file', file: entry };
      } else if (specifier.startsWith(`${pkg.name}/`)) {
        const path = joinPath(pkg.dir, specifier.slice(pkg.name.length + 1));
        const file = path === undefined ? undefined : this.onDisk(path);
        if (file) return { kind: 'file', file };
      }
    }
    return { kind: 'external', name: externalName(specifier) };
  }

  /** `#lib/x` by the `imports` of the nearest package that has them. */
  private subpath(from: FileId, specifier: string): Resolution {
    const nearest = this.packages.filter((p) => p.dir === '' || from.startsWith(`${p.dir}/`)).sort((a, b) => b.dir.length - a.dir.length);
    for (const pkg of nearest) {
      // an exact key wins, then the longest prefix
      const keys = Object.keys(pkg.imports ?? {}).filter((key) => key === specifier || (key.endsWith('*') && specifier.startsWith(key.slice(0, -1)))).sort((a, b) => Number(b === specifier) - Number(a === specifier) || b.length - a.length);
      for (const key of keys) {
        for (const target of pkg.imports![key]!) {
          const path = joinPath(pkg.dir, key === specifier ? target : target.replace('*', specifier.slice(key.length - 1)));
          const file = path === undefined ? undefined : this.onDisk(path);
          if (file) return { kind: 'file', file };
        }
      }
    }
    return { kind: 'external', name: specifier };
  }

  /** Files whose path starts with the literal prefix of a dynamic specifier; undefined when the prefix says nothing. */
  underPrefix(from: FileId, prefix: string): FileId[] | undefined {
    if (!prefix.startsWith('.') || !prefix.includes('/')) return undefined;
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const path = joinPath(directoryOf(from), folder);
    if (path === undefined || path === '') return undefined;
    const start = `${path}/${prefix.slice(folder.length)}`;
    return [...this.files].filter((f) => f.startsWith(start));
  }

  private onDisk(path: string): FileId | undefined {
    for (const extension of EXTENSIONS) if (this.files.has(path + extension)) return path + extension;
    for (const [pattern, sources] of OUTPUT_TO_SOURCE) {
      if (!pattern.test(path)) continue;
      for (const source of sources) {
        const candidate = path.replace(pattern, source);
        if (this.files.has(candidate)) return candidate;
      }
    }
    for (const index of INDEXES) {
      const candidate = path === '' ? index.slice(1) : path + index;
      if (this.files.has(candidate)) return candidate;
    }
    // require('./lib') of a folder with a package.json of its own
    const pkg = this.packages.find((p) => p.dir === path && path !== '');
    return pkg?.publicEntries.find((e) => this.files.has(e)) ?? (path === '' ? this.packages.find((p) => p.dir === '')?.publicEntries.find((e) => this.files.has(e)) : undefined);
  }
}
