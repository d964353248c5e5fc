// Declaration files of JavaScript follow what they declare; repositories without types never load the compiler.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { migrate } from './types-program.ts';

const manifest = (more: object = {}): string => JSON.stringify({ name: 'lib', version: '1.0.0', main: 'index.js', ...more });

const index = `'use strict';
const fs = require('fs');
function load(name) { return fs.readFileSync(name, 'utf8'); }
class Store {
  read(name) { return load(name); }
  static open(name) { fs.accessSync(name); return new Store(); }
}
module.exports = { load, Store, version: 1 };
`;

describe('repositories without types', () => {
  // first in this file: nothing has loaded the compiler yet
  it('load no compiler', async () => {
    const { refused } = await migrate({ 'package.json': manifest(), 'index.js': index });
    expect(refused).toEqual([]);
    expect(Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('ts-morph'))).toEqual([]);
  }, 60_000);
});

describe('declaration files', () => {
  it('follow the functions, methods and overloads that they declare', async () => {
    const { after, refused, errorsAfter } = await migrate({
      'package.json': manifest({ types: 'index.d.ts' }),
      'index.js': index,
      'index.d.ts': `export function load(name: string): string;
export function load(name: URL): string;
export class Store {
  read(name: string): string;
  static open(name: string): Store;
  close(): void;
}
export const version: number;
`,
      'consumer.ts': `import { load, Store } from './index.js';
export async function use(): Promise<number> {
  return load('x').length + Store.open('x').read('y').length;
}
`,
    });
    expect(refused).toEqual([]);
    expect(errorsAfter).toEqual([]);
    expect(after['index.d.ts']).toBe(`export function load(name: string): Promise<string>;
export function load(name: URL): Promise<string>;
export class Store {
  read(name: string): Promise<string>;
  static open(name: string): Promise<Store>;
  close(): void;
}
export const version: number;
`);
    expect(after['consumer.ts']).toContain("return (await load('x')).length + (await (await Store.open('x')).read('y')).length;");
  }, 60_000);

  it('of a package whose module is the function itself', async () => {
    const { after, refused } = await migrate({
      'package.json': manifest({ types: 'types.d.ts' }),
      'index.js': `const fs = require('fs');\nmodule.exports = function load(name) { return fs.readFileSync(name, 'utf8'); };\n`,
      'types.d.ts': `declare function load(name: string): string;\ndeclare namespace load { interface Options { raw?: boolean } }\nexport = load;\n`,
    });
    expect(refused).toEqual([]);
    expect(after['types.d.ts']).toContain('declare function load(name: string): Promise<string>;');
  }, 60_000);
});
