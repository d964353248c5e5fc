// The modules that a program loads with an installed package, its dependencies' included: by reading; nothing is loaded or run.
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { disk } from './disk.ts';
import { mapPool } from './pool.ts';

const READERS = 16;
/** A package that loads more code than this is not looked into. */
const MAX_FILES = 3000;
const MAX_BYTES = 2_000_000;
const LEFT_OUT = /^(node_modules|test|tests|__tests__|docs?|examples?|benchmarks?|typings|\..*)$/i;
const SPECIFIER = /\b(?:require(?:\.resolve)?\s*\(|from|import\s*\(?)\s*(['"`])([^'"`\n]+)\1/g;
/** Loads what is not written there: `require(name)`, `require('./' + name)`, `const r = require`, `` import(`./${x}`) ``, `createRequire`. */
const LOADS_ANYTHING = /\b(?:require|import)\s*\((?!\s*(?:'[^'\n]*'|"[^"\n]*")\s*[,)])|\brequire\b(?!\s*\(|\.(?:resolve\s*\(\s*['"]|main|cache|extensions)\b)|\bcreateRequire\b/;
const ENDINGS = ['', '.js', '.cjs', '.mjs', '/index.js', '/index.cjs', '/index.mjs'];

/** One file of an installed package. */
export interface InstalledModule {
  readonly path: string;
  readonly text: string;
  /** The files that its specifiers may lead to. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/**
 * What is loaded with each package of `names`, when the program in `root` asks for it by some of `specifiers`.
 *
 * @returns undefined for a package that is not installed, or too large to be read.
 */
export async function installedModules(root: string, names: readonly string[], specifiers: readonly string[]): Promise<ReadonlyMap<string, readonly InstalledModule[] | undefined>> {
  const installed = new Installed();
  const found = new Map<string, readonly InstalledModule[] | undefined>();
  for (const name of names) {
    const asked = specifiers.filter((specifier) => nameOf(specifier) === name);
    const roots = await Promise.all([name, ...asked].map((specifier) => installed.resolveBare(specifier, root)));
    found.set(name, roots[0] === undefined ? undefined : await installed.closure(roots.flatMap((files) => files ?? [])));
  }
  return found;
}

/** `@a/b/c` -> `@a/b` */
const nameOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

/** Remembers what it read. */
class Installed {
  private readonly modules = new Map<string, Promise<InstalledModule | undefined>>();
  private readonly kinds = new Map<string, Promise<'file' | 'folder' | undefined>>();
  private readonly manifests = new Map<string, Promise<Record<string, unknown>>>();
  private readonly folders = new Map<string, Promise<readonly string[]>>();

  /** All that is loaded with some files; undefined when it is too much, or one of them cannot be read. */
  async closure(roots: readonly string[]): Promise<readonly InstalledModule[] | undefined> {
    const all = new Map<string, InstalledModule>();
    for (let wanted = [...new Set(roots)]; wanted.length > 0;) {
      if (all.size + wanted.length > MAX_FILES) return undefined;
      const read = await mapPool(wanted, READERS, (file) => this.module(file));
      for (const module of read) {
        if (!module) return undefined;
        all.set(module.path, module);
      }
      wanted = [...new Set(read.flatMap((module) => [...module!.imports.values()].flat()))].filter((file) => !all.has(file));
    }
    return [...all.values()];
  }

  private module(file: string): Promise<InstalledModule | undefined> {
    return remembered(this.modules, file, async () => {
      if ((await disk.follow(file)).size > MAX_BYTES) return undefined;
      const text = (await disk.bytes(file)).toString('utf8');
      const imports = new Map<string, readonly string[]>();
      for (const [, , specifier] of text.matchAll(SPECIFIER)) {
        if (imports.has(specifier!) || isBuiltin(specifier!)) continue;
        const local = specifier!.startsWith('.') ? await this.file(path.resolve(path.dirname(file), specifier!)) : undefined;
        imports.set(specifier!, specifier!.startsWith('.') ? (local === undefined ? [] : [local]) : ((await this.resolveBare(specifier!, path.dirname(file))) ?? []));
      }
      // it may load any file of its package, and anything that this depends on
      if (LOADS_ANYTHING.test(text)) imports.set('*', await this.everything(await this.packageOf(file)));
      return { path: file, text, imports };
    });
  }

  /** The files that a bare specifier may lead to; undefined when no such package is installed. */
  async resolveBare(specifier: string, from: string): Promise<readonly string[] | undefined> {
    const name = specifier.startsWith('#') ? undefined : nameOf(specifier);
    const dir = name === undefined ? await this.packageOf(path.join(from, 'index.js')) : await this.find(name, from);
    if (dir === undefined) return undefined;
    const subpath = name === undefined ? '' : specifier.slice(name.length + 1);
    const manifest = await this.manifest(dir);
    if (name === undefined || manifest['exports'] !== undefined) {
      const targets = stringsIn(manifest[name === undefined ? 'imports' : 'exports']);
      if (targets.some((target) => target.includes('*'))) return this.everything(dir);
      const files = await Promise.all(targets.filter((target) => target.startsWith('.') && !/\.d\.[cm]?ts$/.test(target)).map((target) => this.file(path.join(dir, target))));
      return files.flatMap((file) => file ?? []);
    }
    const main = await this.file(path.join(dir, subpath !== '' ? subpath : typeof manifest['main'] === 'string' ? manifest['main'] : 'index.js'));
    const index = main === undefined && subpath === '' ? await this.file(path.join(dir, 'index.js')) : main;
    return index === undefined ? [] : [index];
  }

  /** The folder of a package as Node finds it. */
  private async find(name: string, from: string): Promise<string | undefined> {
    for (let dir = from; ; dir = path.dirname(dir)) {
      const candidate = path.join(dir, 'node_modules', name);
      // links are followed as Node does: what a linked package depends on lies beside it
      if ((await this.kind(candidate)) === 'folder') return disk.real(candidate);
      if (dir === path.dirname(dir)) return undefined;
    }
  }

  private async packageOf(file: string): Promise<string> {
    for (let dir = path.dirname(file); dir !== path.dirname(dir); dir = path.dirname(dir)) {
      const isNamed = (await this.kind(path.join(dir, 'package.json'))) === 'file' && (await this.manifest(dir))['name'] !== undefined;
      if (isNamed) return dir;
    }
    return path.dirname(file);
  }

  /** Every file of a package, but for its tests and the like, and the entries of its dependencies. */
  private everything(dir: string): Promise<readonly string[]> {
    return remembered(this.folders, dir, async () => {
      const files: string[] = [];
      const folders = [dir];
      for (const folder of folders) {
        for (const entry of await disk.list(folder).catch(() => [])) {
          if (entry.kind === 'folder') { if (!LEFT_OUT.test(entry.name)) folders.push(path.join(folder, entry.name)); } else if (/\.[cm]?js$/.test(entry.name)) files.push(path.join(folder, entry.name));
        }
        if (files.length > MAX_FILES) break;
      }
      const dependencies = (await this.manifest(dir))['dependencies'];
      const names = typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [];
      return [...files, ...(await Promise.all(names.map((name) => this.resolveBare(name, dir)))).flatMap((entries) => entries ?? [])];
    });
  }

  private async file(target: string): Promise<string | undefined> {
    for (const ending of ENDINGS) if (/\.[cm]?js$|\/[^./]+$/.test(target + ending) && (await this.kind(target + ending)) === 'file') return target + ending;
    // a folder with a manifest of its own
    if ((await this.kind(target)) !== 'folder') return undefined;
    const { main } = await this.manifest(target);
    return typeof main === 'string' && path.join(target, main) !== target ? this.file(path.join(target, main)) : undefined;
  }

  private kind(target: string): Promise<'file' | 'folder' | undefined> {
    return remembered(this.kinds, target, () => disk.follow(target).then(({ kind }) => (kind === 'file' || kind === 'folder' ? kind : undefined), () => undefined));
  }

  private manifest(dir: string): Promise<Record<string, unknown>> {
    return remembered(this.manifests, dir, async () => {
      const json: unknown = await disk.bytes(path.join(dir, 'package.json')).then((bytes) => JSON.parse(bytes.toString('utf8')) as unknown).catch(() => undefined);
      return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
    });
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
