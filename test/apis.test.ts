// The catalogue against the real modules: complete, and every twin exists.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apiEntry, apiModule, catalogue } from '../src/apis/index.ts';
import { isRefusal, type ApiTwin } from '../src/core/api.ts';
import { isAdapter } from '../src/rewrite/adapters/index.ts';

const load = createRequire(import.meta.url);
const nodeVersion = Number(/^v(\d+\.\d+)/.exec(process.version)?.[1]);

const memberOf = (module: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((object, key) => (object as Record<string, unknown> | undefined)?.[key], module);

/** Those of packages whose twins depend on their version: packages.test.ts. */
const unversioned = catalogue().filter(({ versions }) => versions === undefined);

const twins = unversioned.flatMap((module) =>
  Object.entries(module.functions).flatMap(([path, entry]): [string, string, ApiTwin][] =>
    isRefusal(entry) ? [] : [[module.specifiers[0] as string, path, entry]],
  ),
);

describe('catalogue', () => {
  it.each(['fs', 'child_process', 'crypto', 'zlib', 'graceful-fs', 'fs-extra'])('lists every *Sync function of %s', (specifier) => {
    const exported = Object.keys(load(specifier) as object).filter((name) => /Sync$/.test(name));
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((name) => apiEntry(specifier, name) === undefined)).toEqual([]);
  });

  it.each(twins)('%s.%s has its twin', (specifier, _path, entry) => {
    if (entry.minNode !== undefined && Number(entry.minNode) > nodeVersion) return;
    expect(memberOf(load(specifier), entry.to)).toBeTypeOf('function');
  });

  it('names adapters that exist', () => {
    const named = twins.flatMap(([, , entry]) => (entry.adapter === undefined ? [] : [entry.adapter]));
    expect(named.filter((name) => !isAdapter(name))).toEqual([]);
  });

  it('gives every refusal a code and a sentence', () => {
    for (const module of catalogue()) {
      for (const entry of [...Object.values(module.functions), ...Object.values(module.methods ?? {})]) {
        if (!isRefusal(entry)) continue;
        expect(entry.refuse).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(entry.why.length).toBeGreaterThan(20);
      }
    }
  });

  it('lists no function twice and no specifier in two modules', () => {
    const specifiers = unversioned.flatMap((module) => module.specifiers);
    expect(new Set(specifiers).size).toBe(specifiers.length);
  });
});

describe('look-ups', () => {
  it('knows a module by each of its specifiers', () => {
    expect(apiModule('node:fs')).toBe(apiModule('fs'));
    expect(apiModule('fs/promises')).toBeUndefined();
    expect(apiModule('constructor')).toBeUndefined();
  });

  it('looks through default exports', () => {
    expect(apiEntry('node:fs', 'default.readFileSync')).toBe(apiEntry('fs', 'readFileSync'));
    expect(apiEntry('fs', 'default.default.readFileSync')).toBe(apiEntry('fs', 'readFileSync'));
  });

  it('finds nested members and methods of results', () => {
    expect(apiEntry('fs', 'realpathSync.native')).toMatchObject({ to: 'promises.realpath' });
    expect(apiEntry('fs', 'opendirSync().readSync')).toMatchObject({ to: 'read' });
    expect(apiEntry('fs', 'promises.opendir().closeSync')).toMatchObject({ to: 'close' });
  });

  it('knows nothing of other members', () => {
    for (const path of ['readFile', 'constructor', 'toString', '__proto__', '']) expect(apiEntry('fs', path)).toBeUndefined();
    expect(apiEntry('left-pad', 'readFileSync')).toBeUndefined();
  });
});
