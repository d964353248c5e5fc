// The table of docs/apis.md: packages around Node, version by version, and what proves each line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from '../../src/apis/packages/index.ts';
import { isWithin } from '../../src/apis/versions.ts';
import { isRefusal, type ApiEntry, type ApiModule, type ApiTwin } from '../../src/core/api.ts';
import { PROJECT } from '../shared/unblock.ts';

const json = (file: string): unknown => JSON.parse(readFileSync(join(PROJECT, file), 'utf8'));
const code = (text: string): string => `\`${text}\``;

/** `find-up5: npm:find-up@5.0.0`, `tmp: 0.2.7` -> name and version. */
const installed = (): [name: string, version: string][] =>
  Object.entries((json('package.json') as { devDependencies: Record<string, string> }).devDependencies).map(([name, spec]) => {
    const alias = /^npm:(.+)@([^@]+)$/.exec(spec);
    return alias ? [alias[1]!, alias[2]!] : [name, spec];
  });

/** `path` of package `name` as it is called. */
const called = (name: string, path: string): string => code(path === '' || path.startsWith('(') ? `${name}${path}` : path);

const target = (name: string, { to, form }: ApiTwin): string => (form === 'promisify' ? `promisify(${to === '' ? name : to})` : to === '' ? name : to);

function condition({ adapter, options }: ApiTwin): string[] {
  return [
    ...(adapter === undefined ? [] : [`adapter ${code(adapter)}`]),
    ...(options === undefined ? [] : ['options written out']),
    ...(options?.needs ? [`with ${options.needs.map(code).join(', ')}`] : []),
    ...(options?.only ? [`only ${options.only.map(code).join(', ')}`] : []),
    ...(options?.without ? [`without ${options.without.map(code).join(', ')}`] : []),
  ];
}

function row({ specifiers: [specifier], versions, functions, methods = {} }: ApiModule, recorded: readonly (readonly [string, string])[]): string {
  const name = specifier!;
  const entries: [string, ApiEntry][] = [...Object.entries(functions), ...Object.entries(methods)];
  const twins = entries.flatMap(([path, entry]) => (isRefusal(entry) ? [] : [`${called(name, path)} → ${code(target(name, entry))}`]));
  const conditions = new Set(entries.flatMap(([, entry]) => (isRefusal(entry) ? [] : [condition(entry).join(', ')])).filter((text) => text !== ''));
  const kept = new Map<string, string[]>();
  for (const [path, entry] of entries) if (isRefusal(entry)) kept.set(entry.why, [...(kept.get(entry.why) ?? []), called(name, path)]);
  const of = (all: readonly (readonly [string, string])[]): string => all.flatMap(([other, version]) => (other === name && isWithin(version, versions!) ? [version] : [])).join(', ');
  const proof = [['run', of(installed())], ['exports', of(recorded)]].flatMap(([what, list]) => (list === '' ? [] : [`${what}: ${list}`]));
  const cells = [code(name), `${versions!.from} to below ${versions!.before}`, twins.join(', ') || '-', [...conditions].join('; ') || '-', [...kept].map(([why, paths]) => `${paths.join(', ')}: ${why}`).join('; ') || '-', proof.join('; ') || 'its documentation'];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** One row a package and range of versions. */
export function packageTable(): string {
  const recorded = Object.keys(json('test/data/package-exports.json') as object).map((key) => [key.slice(0, key.lastIndexOf('@')), key.slice(key.lastIndexOf('@') + 1)] as const);
  return ['| package | versions | functions and their twins | where | known, and kept | proof |', '| --- | --- | --- | --- | --- | --- |', ...packages.map((module) => row(module, recorded))].join('\n');
}
