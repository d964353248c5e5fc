// The catalogue: every package whose synchronous functions are known, ours and those of the user's configuration, and the look-ups over it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ApiEntry, ApiModule } from '../core/api.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { fsExtra } from './fs-extra.ts';
import { fs } from './fs.ts';
import { gracefulFs } from './graceful-fs.ts';
import { packages } from './packages/index.ts';
import { isWithin } from './versions.ts';
import { zlib } from './zlib.ts';

const OURS: readonly ApiModule[] = [fs, childProcess, crypto, zlib, gracefulFs, fsExtra, ...packages];

/** The catalogue of one analysis, which may run beside others with other configurations. */
const extended = new AsyncLocalStorage<readonly ApiModule[]>();

/** All packages that are known: `extended` ones stand before ours. */
export const catalogue = (): readonly ApiModule[] => extended.getStore() ?? OURS;

/**
 * Does `work` with a catalogue that has `more`, too. What `more` says of a function goes before what we say of it.
 * @param more undefined or empty: ours alone
 */
export const withApis = <T>(more: readonly ApiModule[] | undefined, work: () => T): T =>
  more === undefined || more.length === 0 ? work() : extended.run([...more, ...OURS], work);

/** What `make` makes of the catalogue, made once for each. */
export function perCatalogue<T>(make: (modules: readonly ApiModule[]) => T): () => T {
  const made = new WeakMap<readonly ApiModule[], { readonly value: T }>();
  return () => {
    const modules = catalogue();
    let known = made.get(modules);
    if (!known) made.set(modules, (known = { value: make(modules) }));
    return known.value;
  };
}

/** By specifier: the packages that it may be, what goes first first. */
const bySpecifier = perCatalogue((modules) => {
  const found = new Map<string, ApiModule[]>();
  for (const module of modules) for (const specifier of module.specifiers) found.set(specifier, [...(found.get(specifier) ?? []), module]);
  return found;
});

/** The catalogue of the package that `specifier` loads (`node:fs`), undefined when none is known. */
export const apiModule = (specifier: string): ApiModule | undefined => bySpecifier().get(specifier)?.[0];

/**
 * What is known about member `path` of the package that `specifier` loads: `readFileSync`, `default.readFileSync`,
 * `realpathSync.native`, or a method of what a function returns, `opendirSync().readSync`. Undefined when nothing is.
 *
 * @param version the installed version, or the range that is asked for; `any`: of some version that is known
 */
export function apiEntry(specifier: string, path: string, version: string | 'any' = 'any'): ApiEntry | undefined {
  for (const module of bySpecifier().get(specifier) ?? []) {
    if (version !== 'any' && module.versions && !isWithin(version, module.versions)) continue;
    const member = withoutSelves(module, path);
    const entry = own(module.functions, member) ?? own(module.methods ?? {}, member);
    if (entry) return entry;
  }
  return undefined;
}

/** Whether what is known of the package that `specifier` loads depends on its version. */
export const isVersioned = (specifier: string): boolean => (bySpecifier().get(specifier) ?? []).some(({ versions }) => versions !== undefined);

/** Whether the functions of that version are known. What is not among them does not block: `prettier.format` of version 3 gives a promise. */
export const isKnownVersion = (specifier: string, version: string): boolean =>
  (bySpecifier().get(specifier) ?? []).some(({ versions }) => versions !== undefined && isWithin(version, versions));

/** Splits the path of something foreign (`fs.promises.readFile`, `klaw-sync`) where a function of the catalogue begins; package names may hold dots and slashes. */
export function functionAt(path: string): { readonly module: string; readonly member: string } | undefined {
  const start = path.startsWith('@') || path.startsWith('.') ? path.indexOf('/') + 1 : 0;
  for (const { index } of path.matchAll(/[.(]|$/g)) {
    if (index <= start) continue;
    const [module, member] = [path.slice(0, index), path.slice(path[index] === '.' ? index + 1 : index)];
    if (apiEntry(module, member)) return { module, member };
  }
  return undefined;
}

function withoutSelves(module: ApiModule, path: string): string {
  if (module.selves?.includes(path)) return '';
  const self = module.selves?.find((name) => path.startsWith(`${name}.`));
  return self === undefined ? path : withoutSelves(module, path.slice(self.length + 1));
}

const own = (entries: Readonly<Record<string, ApiEntry>>, key: string): ApiEntry | undefined =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;
