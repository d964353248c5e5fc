// Verify in repositories of TypeScript: modules are loaded before and after, and the repository's own compiler is asked.
import { describe, expect, test, vi } from 'vitest';
import { isDifferent } from '../src/core/verification.ts';
import { verified, type Executed, type Files } from './verify-repository.ts';

vi.setConfig({ testTimeout: 240_000 });

const tsconfig = (options: string): string => `{ "compilerOptions": { "target": "es2022", "types": [], "skipLibCheck": true, ${options} } }\n`;
const json = (extra: string): string => `{ "name": "app", "private": true${extra} }\n`;
const shapes = ({ executed }: Executed): string[] => executed.findings.filter(({ kind }) => kind === 'export-shape').map(({ place, message }) => `${place}: ${message}`);

const COMMON: Files = { 'tsconfig.json': tsconfig('"module": "commonjs"'), 'package.json': json('') };
const MODULES: Files = { 'tsconfig.json': tsconfig('"module": "nodenext"'), 'package.json': json(', "type": "module"') };

describe('what modules of TypeScript export', () => {
  const names = (when: string): string => `export enum Level { Low, High }\nconst table: Record<string, (x: number) => number> = {};\n${when}\nexport default table;\n`;
  const fill = "for (const name of ['a', 'b']) table[name] = (x: number) => x;";
  const late = `setImmediate(() => { ${fill} });`;
  const importing = "import table from './names';\nexport const all = table;\n";

  test.each([
    ['CommonJS', COMMON, importing],
    ['ES modules', MODULES, importing.replace('./names', './names.js')],
  ])('%s: a table that is filled too late is seen, in the module and in those that import it', async (_, project, text) => {
    const result = await verified({ ...project, 'names.ts': names(fill), 'all.ts': text }, { 'names.ts': names(late) });
    expect(shapes(result)).toEqual([
      expect.stringMatching(/^all\.ts: it exports .*object.* instead of .*\{a: function\(1\), b: function\(1\)\}/),
      expect.stringMatching(/^names\.ts: it exports .* instead of .*\{a: function\(1\), b: function\(1\)\}/),
    ]);
    expect(result.executed.modules).toEqual({ compared: 2, notLoaded: [] });
  });

  test.each([['CommonJS', COMMON, ''], ['ES modules', MODULES, '.js']])('%s: what is the same is no difference, and every module was loaded', async (_, project, extension) => {
    const load = (async: string, body: string): string => `import fs from 'node:fs';\nimport type { Kind } from './kind${extension}';\nexport ${async}function load(file: string, kind: Kind = 'text')${async ? ': Promise<string>' : ': string'} { return ${body} + kind; }\nexport class Store<T> { private constructor(public readonly of: T) {} }\n`;
    const result = await verified(
      { ...project, 'tsconfig.json': project['tsconfig.json']!.replace('{ "target"', '{ "esModuleInterop": true, "target"'), 'kind.ts': "export type Kind = 'text' | 'bytes';\n", 'load.ts': load('', "fs.readFileSync(file, 'utf8')") },
      { 'load.ts': load('async ', "await fs.promises.readFile(file, 'utf8')") },
    );
    expect(shapes(result)).toEqual([]);
    expect(result.executed.modules).toEqual({ compared: 1, notLoaded: [] });
    expect(isDifferent(result)).toBe(false);
  });

  test('paths of tsconfig.json, .mts and .cts, import.meta and top-level await', async () => {
    const project: Files = {
      'package.json': json(''), 'tsconfig.json': tsconfig('"module": "nodenext", "paths": { "~/*": ["./lib/*"] }'), 'lib/deep.cts': 'export const deep = (a: number): number => a;\n',
      'top.mts': "import { deep } from '~/deep.cjs';\nexport const where: string = import.meta.url;\nexport const late: number = await Promise.resolve(deep(1));\nexport const used = deep;\n",
    };
    const result = await verified(project, { 'top.mts': project['top.mts']!.replace('await Promise', 'Promise').replace('late: number', 'late'), 'lib/deep.cts': project['lib/deep.cts']!.replace('a: number)', 'a: number, b?: number)') });
    expect(shapes(result)).toEqual([expect.stringContaining('lib/deep.cts'), expect.stringMatching(/^top\.mts: it exports .*late: promise/)]);
  });

  test('the loader that the repository has is used', async () => {
    const result = await verified(
      { 'package.json': json(', "type": "module", "devDependencies": { "tsx": "*" }'), 'names.ts': `export const loadedWith = process.execArgv.join() .includes('tsx') ? () => 1 : undefined;\n${names(fill)}` },
      { 'names.ts': `export const loadedWith = process.execArgv.join() .includes('tsx') ? () => 1 : undefined;\n${names(late)}` },
      { packages: ['tsx', 'esbuild', '@esbuild'] },
    );
    expect(shapes(result)).toEqual([expect.stringContaining('loadedWith: function(0)')]);
  });

  test('a module that cannot be loaded is listed with what happened', async () => {
    const result = await verified({ ...COMMON, 'a.ts': "import { x } from 'not-installed';\nexport const f = (): number => x;\n" }, { 'a.ts': "import { x } from 'not-installed';\nexport const f = async (): Promise<number> => x;\n" });
    expect(result.executed.modules).toEqual({ compared: 0, notLoaded: [{ file: 'a.ts', reason: expect.stringContaining("Cannot find module 'not-installed'") as string }] });
  });
});

describe('type errors', () => {
  const load = (async: string, body: string): string => `import * as fs from 'fs';\nexport ${async}function load(file: string)${async ? ': Promise<string>' : ': string'} { return ${body}; }\n`;
  const use = "import { load } from './load';\nexport const size = (file: string): number => load(file).length;\nexport const wrong: number = 'was so before';\n";
  const project: Files = { 'tsconfig.json': tsconfig('"module": "commonjs", "ignoreDeprecations": "6.0"'), 'package.json': json(', "devDependencies": { "typescript": "*" }'), 'load.ts': load('', "fs.readFileSync(file, 'utf8')"), 'use.ts': use };
  const after: Files = { 'load.ts': load('async ', "await fs.promises.readFile(file, 'utf8')") };
  const types = ({ executed }: Executed): string[] => executed.findings.filter(({ kind }) => kind === 'type-error').map(({ place, message }) => `${place} ${message}`);

  test('by the compiler that the repository has installed: only what is new, where the caller was forgotten', async () => {
    const result = await verified(project, after, { packages: ['typescript'] });
    expect(types(result)).toEqual([expect.stringMatching(/^use\.ts:2 TS2339: Property 'length' does not exist on type 'Promise<string>'/)]);
    expect(result.executed.types).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+/) as string });
    expect(result.executed.types!.errorsAfter - result.executed.types!.errorsBefore).toBe(1);
  });

  test('by its configurations that refer to one another, nothing of which is built', async () => {
    const split: Files = {
      'package.json': project['package.json']!, 'tsconfig.json': '{ "files": [], "references": [{ "path": "./lib" }, { "path": "./app" }] }\n', 'lib/tsconfig.json': tsconfig('"module": "commonjs", "ignoreDeprecations": "6.0", "composite": true, "outDir": "out"'),
      'app/tsconfig.json': `${tsconfig('"module": "commonjs", "ignoreDeprecations": "6.0", "composite": true, "outDir": "out"').trim().slice(0, -1)}, "references": [{ "path": "../lib" }] }\n`, 'lib/load.ts': project['load.ts']!, 'app/use.ts': use.replace('./load', '../lib/load'),
    };
    const result = await verified(split, { 'lib/load.ts': after['load.ts']! }, { packages: ['typescript'] });
    expect(types(result)).toEqual([expect.stringMatching(/^app\/use\.ts:2 TS2339/)]);
  });

  test('none is installed: nothing is said', async () => {
    const { executed } = await verified(project, after);
    expect(executed.types).toBeUndefined();
  });

  test('by our own compiler, without running anything: a promise in a place that only its type tells', async () => {
    const { findings } = await verified({ ...project, 'use.ts': "import { load } from './load';\nexport const sizes: Record<string, (file: string) => string> = { load };\n" }, after);
    expect(findings.filter(({ code }) => code === 'type-error').map(({ file, line }) => `${file}:${line}`)).toEqual(['use.ts:2']);
  });
});
