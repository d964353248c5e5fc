// The catalogue: every package whose synchronous functions are known, and the look-ups over it.
import type { ApiEntry, ApiModule } from '../core/api.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { fsExtra } from './fs-extra.ts';
import { fs } from './fs.ts';
import { gracefulFs } from './graceful-fs.ts';
import { zlib } from './zlib.ts';

export const catalogue: readonly ApiModule[] = [fs, childProcess, crypto, zlib, gracefulFs, fsExtra];

const bySpecifier: ReadonlyMap<string, ApiModule> = new Map(
  catalogue.flatMap((module) => module.specifiers.map((specifier): [string, ApiModule] => [specifier, module])),
);

/** The catalogue of the package that `specifier` loads (`node:fs`), undefined when none is known. */
export const apiModule = (specifier: string): ApiModule | undefined => bySpecifier.get(specifier);

/**
 * What is known about member `path` of the package that `specifier` loads: `readFileSync`, `default.readFileSync`,
 * `realpathSync.native`, or a method of what a function returns, `opendirSync().readSync`. Undefined when nothing is.
 */
export function apiEntry(specifier: string, path: string): ApiEntry | undefined {
  const module = bySpecifier.get(specifier);
  if (module === undefined) return undefined;
  const member = withoutSelves(module, path);
  return own(module.functions, member) ?? own(module.methods ?? {}, member);
}

function withoutSelves(module: ApiModule, path: string): string {
  const self = module.selves?.find((name) => path.startsWith(`${name}.`));
  return self === undefined ? path : withoutSelves(module, path.slice(self.length + 1));
}

const own = (entries: Readonly<Record<string, ApiEntry>>, key: string): ApiEntry | undefined =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;
