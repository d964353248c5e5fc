// The packages around Node: every line of their catalogues against recorded exports, and these against what is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { apiEntry, isVersioned } from '../src/apis/index.ts';
import { packages } from '../src/apis/packages/index.ts';
import { isWithin } from '../src/apis/versions.ts';
import { isRefusal, type ApiModule } from '../src/core/api.ts';
import { isAdapter } from '../src/rewrite/adapters/index.ts';
import { PROJECT } from './temporary.ts';

/** Member paths that are functions, '' for the package itself, by `name@version`: written by loading the packages as npm has them. */
const recorded = JSON.parse(readFileSync(path.join(PROJECT, 'test/data/package-exports.json'), 'utf8')) as Record<string, readonly string[]>;
const versionsOf = (name: string): string[] => Object.keys(recorded).flatMap((key) => (key.slice(0, key.lastIndexOf('@')) === name ? [key.slice(name.length + 1)] : []));

const titled = packages.map((module): [string, ApiModule] => [`${module.specifiers[0]} ${module.versions!.from} to ${module.versions!.before}`, module]);

test.each(titled)('%s has the functions and their twins', (_, { specifiers: [name], versions, functions, methods = {} }) => {
  const seen = versionsOf(name!).filter((version) => isWithin(version, versions!));
  const factories = new Set(Object.keys(methods).map((path) => path.slice(0, path.indexOf('()'))));
  // classes cannot be told from functions here, and better-sqlite3 is one; it has a native part, which is not installed
  if (name !== 'better-sqlite3') expect(seen).not.toEqual([]);
  for (const [member, entry] of Object.entries(functions)) {
    const found = seen.filter((version) => recorded[`${name}@${version}`]!.includes(member));
    expect(found, `${name}.${member}`).not.toEqual([]);
    if (isRefusal(entry)) continue;
    // wherever there is the one, there is the other
    for (const version of found) expect(recorded[`${name}@${version}`], `${entry.to} of ${version}`).toContain(entry.to);
    expect(entry.adapter === undefined || isAdapter(entry.adapter)).toBe(true);
  }
  for (const version of seen) for (const factory of factories) expect(recorded[`${name}@${version}`]).toContain(factory);
});

test('versions of one package do not overlap', () => {
  const number = (version: string): number => Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1]);
  for (const [index, { specifiers: [name], versions }] of packages.entries()) {
    for (const other of packages.slice(index + 1)) if (other.specifiers[0] === name) expect(number(other.versions!.from)).toBeGreaterThanOrEqual(number(versions!.before));
  }
});

test('what was recorded is what installed packages have', () => {
  const load = createRequire(path.join(PROJECT, 'package.json'));
  const compared = new Set<string>();
  for (const folder of readdirSync(path.join(PROJECT, 'node_modules'))) {
    const manifest = path.join(PROJECT, 'node_modules', folder, 'package.json');
    if (folder.startsWith('.') || !existsSync(manifest)) continue;
    const { name, version, type } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string; version: string; type?: string };
    const known = recorded[`${name}@${version}`];
    if (known === undefined || type === 'module') continue;
    const module = load(folder) as object;
    const has = (member: string): boolean => typeof member.split('.').filter((part) => part !== '').reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], module) === 'function';
    expect(known.filter((member) => !has(member)), `${name}@${version}`).toEqual([]);
    compared.add(name);
  }
  expect([...compared]).toEqual(expect.arrayContaining(['glob', 'rimraf', 'mkdirp', 'which', 'find-up', 'write-file-atomic', 'jsonfile', 'resolve', 'tmp']));
});

describe('versions', () => {
  const versions = { from: '4.0', before: '9.0' };
  it.each(['4.0.0', '7.2.3', '8.99.1', '^7.1.6', '^4', '~5.2.1', '5', '5.x', '7.*', '^4 || ^5.1', '=6.0.0', 'v6.0.0', '8.1.0-beta.1'])('%s lies within', (version) => expect(isWithin(version, versions)).toBe(true));
  it.each(['3.9.9', '9.0.0', '^9', '>=4', '*', '', 'latest', 'npm:other@5', 'github:a/b', '4.0.0 - 6.0.0', '^3 || ^4', 'unknown', '>4 <6', 'workspace:*'])('%s does not, or cannot be told', (version) => expect(isWithin(version, versions)).toBe(false));
  it('a caret below 1.0 keeps the minor version', () => {
    expect(isWithin('^0.5.1', { from: '0.5', before: '0.6' })).toBe(true);
    expect(isWithin('^0.2.3', { from: '0.5', before: '1.0' })).toBe(false);
    expect(isWithin('0', { from: '0.5', before: '1.0' })).toBe(false);
  });
});

describe('look-ups', () => {
  it('the version decides which twin there is', () => {
    expect(apiEntry('mkdirp', 'sync', '0.5.6')).toMatchObject({ to: '', form: 'promisify' });
    expect(apiEntry('mkdirp', 'sync', '^1.0.0')).toEqual({ to: '' });
    expect(apiEntry('mkdirp', 'default.sync', '3.0.1')).toEqual({ to: 'mkdirp' });
    expect(apiEntry('mkdirp', 'sync', '99.0.0')).toBeUndefined();
    expect(apiEntry('mkdirp', 'sync', 'unknown')).toBeUndefined();
    expect(apiEntry('mkdirp', 'sync')).toBeDefined();
  });
  it('Node has no version here', () => {
    expect(isVersioned('fs')).toBe(false);
    expect(isVersioned('glob')).toBe(true);
  });
});
