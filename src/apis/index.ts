// The catalogue: every package whose synchronous functions are known, ours and those of the user's configuration, and the look-ups over it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ApiEntry, ApiModule } from '../core/api.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { fsExtra } from './fs-extra.ts';
import { fs } from './fs.ts';
import { gracefulFs } from './graceful-fs.ts';
import { zlib } from './zlib.ts';

const OURS: readonly ApiModule[] = [fs, childProcess, crypto, zlib, gracefulFs, fsExtra];

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
 */
export function apiEntry(specifier: string, path: string): ApiEntry | undefined {
  for (const module of bySpecifier().get(specifier) ?? []) {
    const member = withoutSelves(module, path);
    const entry = own(module.functions, member) ?? own(module.methods ?? {}, member);
    if (entry) return entry;
  }
  return undefined;
}

function withoutSelves(module: ApiModule, path: string): string {
  const self = module.selves?.find((name) => path.startsWith(`${name}.`));
  return self === undefined ? path : withoutSelves(module, path.slice(self.length + 1));
}

const own = (entries: Readonly<Record<string, ApiEntry>>, key: string): ApiEntry | undefined =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;
