// Types that follow a function which becomes async: the real compiler is content before and after, and the text is what a person would write.
import { beforeAll, describe, expect, it } from 'vitest';
import { migrate, type Migrated } from './types-program.ts';

const program = {
  'loader.ts': `export interface Loader {
  load(name: string): string;
  load(name: string, raw: true): Buffer;
  readonly kind: string;
}
export interface NamedLoader extends Loader {
  load(name: string): string;
  load(name: string, raw: true): Buffer;
}
`,
  'file-loader.ts': `import fs from 'node:fs';
import type { Loader, NamedLoader } from './loader.js';

export class FileLoader implements Loader {
  readonly kind = 'file';
  load(name: string): string;
  load(name: string, raw: true): Buffer;
  load(name: string, raw?: boolean): string | Buffer {
    const data = fs.readFileSync(name);
    return raw ? data : String(data);
  }
}

/** Has nothing to wait for, but is bound to the same interface. */
export class MemoryLoader implements NamedLoader {
  readonly kind = 'memory';
  load(name: string): string;
  load(name: string, raw: true): Buffer;
  load(name: string, raw?: boolean): string | Buffer {
    return raw ? Buffer.from(name) : name;
  }
}
`,
  'service.ts': `import { FileLoader } from './file-loader.js';
import type { Loader } from './loader.js';

export class Service {
  constructor(private readonly loader: Loader) {}

  size(name: string): number {
    return this.loader.load(name).length + this.loader.load(name, true).byteLength;
  }
}
export const service = (): Service => new Service(new FileLoader());
`,
  'shapes.ts': `import fs from 'node:fs';

export abstract class Shape {
  abstract text(): string;
  twice(): string {
    return this.text() + this.text();
  }
}
export class Stored extends Shape {
  text(): string {
    return fs.readFileSync('package.json', 'utf8');
  }
}
export class Fixed extends Shape {
  override text(): string {
    return 'fixed';
  }
}
`,
  'readers.ts': `import { readFileSync } from 'node:fs';

type Reader = { read: (name: string) => string; close?(): void };
export const fromDisk: Reader = { read: (name) => readFileSync(name, 'utf8') };
export const fromMemory: Reader = {
  read(name) {
    return name;
  },
};
export function all(readers: readonly Reader[]): string[] {
  const out: string[] = [];
  for (const reader of readers) out.push(reader.read('package.json'));
  return out;
}
`,
  'aliases.ts': `import { readFileSync } from 'node:fs';

export type Read = (name: string) => string;
export const read: Read = (name) => readFileSync(name, 'utf8');
const short: (name: string) => string = (name) => readFileSync(name, 'utf8');

export function size(): number {
  const text: ReturnType<typeof read> = read('package.json');
  return text.length + short('package.json').length;
}
`,
  'sinks.ts': `import { writeFileSync } from 'node:fs';

export interface Sink {
  write(text: string): void;
}
export class FileSink implements Sink {
  write(text: string): void {
    writeFileSync('out', text);
  }
}
export class NullSink implements Sink {
  write(): void {}
}
export function log(sink: Sink): void {
  sink.write('x');
}
`,
  'generics.ts': `import { readFileSync } from 'node:fs';

export interface Source<T> {
  get(): T;
}
export class Text implements Source<string> {
  get(): string {
    return readFileSync('x', 'utf8');
  }
}
export class Count implements Source<number> {
  get(): number {
    return 1;
  }
}
export function first<T>(source: Source<T>): T {
  return source.get();
}
function timed<T>(run: () => T): T {
  const result = run();
  return result;
}
export function sum(): number {
  return first(new Text()).length + first(new Count()) + timed(() => readFileSync('a', 'utf8')).length;
}
`,
  'callbacks.ts': `import { readFileSync } from 'node:fs';

function apply(names: string[], f: (name: string) => string): string[] {
  const out: string[] = [];
  for (const name of names) out.push(f(name));
  return out;
}
const trimmed = (name: string): string => name.trim();
export function both(): string[] {
  return [...apply(['a'], (name) => readFileSync(name, 'utf8')), ...apply(['b'], trimmed)];
}
`,
};

describe('contracts', () => {
  let result: Migrated;
  beforeAll(async () => { result = await migrate(program); }, 120_000);

  it('migrates everything without a type error', () => {
    expect(result.errorsBefore).toEqual([]);
    expect(result.refused).toEqual([]);
    expect(result.errorsAfter).toEqual([]);
  });

  it('retypes interface members, their overloads and what redeclares them', () => {
    expect(result.after['loader.ts']).toBe(program['loader.ts'].replaceAll('): string;', '): Promise<string>;').replaceAll('): Buffer;', '): Promise<Buffer>;'));
  });

  it('makes every implementation async, also one that has nothing to wait for', () => {
    expect(result.after['file-loader.ts']).toContain('  async load(name: string, raw?: boolean): Promise<string | Buffer> {\n    return raw ?');
    expect(result.after['service.ts']).toContain('return (await this.loader.load(name)).length + (await this.loader.load(name, true)).byteLength;');
  });

  it('retypes abstract methods', () => {
    expect(result.after['shapes.ts']).toContain('  abstract text(): Promise<string>;\n  async twice(): Promise<string> {\n    return await this.text() + await this.text();');
    expect(result.after['shapes.ts']).toContain("  override async text(): Promise<string> {\n    return 'fixed';");
  });

  it('retypes function-typed properties of the type that an object literal is declared with', () => {
    expect(result.after['readers.ts']).toContain('type Reader = { read: (name: string) => Promise<string>; close?(): void };');
    expect(result.after['readers.ts']).toContain('  async read(name) {\n    return name;');
  });

  it('retypes aliases and annotations of function types, and ReturnType of what they describe', () => {
    expect(result.after['aliases.ts']).toContain('export type Read = (name: string) => Promise<string>;');
    expect(result.after['aliases.ts']).toContain('const short: (name: string) => Promise<string> = async (name) =>');
    expect(result.after['aliases.ts']).toContain("const text: Awaited<ReturnType<typeof read>> = await read('package.json');");
  });

  it('lets a void member take both, so that implementations with nothing to wait for stay', () => {
    expect(result.after['sinks.ts']).toContain('  write(text: string): void | Promise<void>;');
    expect(result.after['sinks.ts']).toContain('  write(): void {}');
    expect(result.after['sinks.ts']).toContain("  await sink.write('x');");
  });

  it('retypes generic members, and leaves a type parameter alone that is inferred from the function', () => {
    expect(result.after['generics.ts']).toContain('  get(): Promise<T>;');
    expect(result.after['generics.ts']).toContain('async function timed<T>(run: () => T): Promise<T> {');
  });

  it('retypes the parameter that a callback is passed to, with all other callbacks', () => {
    expect(result.after['callbacks.ts']).toContain('async function apply(names: string[], f: (name: string) => Promise<string>): Promise<string[]> {');
    expect(result.after['callbacks.ts']).toContain('const trimmed = async (name: string): Promise<string> => name.trim();');
  });

  it('changes nothing when run again', async () => {
    const { after } = await migrate(result.after);
    expect(after).toEqual(result.after);
  }, 60_000);

  it('ties a type to its function: neither is carried out without the other', () => {
    const decisions = Object.values(result.plan.files).flatMap((file) => file.decisions);
    const alias = decisions.find((decision) => decision.verdict === 'retype' && decision.file === 'aliases.ts' && decision.name === 'Read')!;
    expect(alias.cause.kind).toBe('same-contract');
    const owner = decisions.find((decision) => decision.id === (alias.cause as { decision: string }).decision)!;
    expect(owner.verdict).toBe('make-async');
    expect(owner.needs).toContain(alias.id);
    expect(alias.needs).toContain(owner.id);
  });
});

describe('checked JavaScript', () => {
  it('retypes typedefs, callbacks and inline types in JSDoc', async () => {
    const files = {
      'tsconfig.json': JSON.stringify({ compilerOptions: { allowJs: true, checkJs: true, strict: true, noImplicitAny: false, target: 'es2022', module: 'nodenext', noEmit: true, skipLibCheck: true, types: ['node'] }, include: ['*.js', '*.ts'] }),
      'package.json': JSON.stringify({ name: 'program', version: '1.0.0', main: 'index.js' }),
      'version.ts': 'export const version = 1;\n',
      'index.js': `const fs = require('fs');
/** @typedef {{ load(name: string): string }} Loader */
/**
 * @callback Read
 * @param {string} name
 * @returns {string}
 */
/** @type {Loader} */
const file = { load(name) { return fs.readFileSync(name, 'utf8'); } };
/** @type {Read} */
const read = (name) => fs.readFileSync(name, 'utf8');
/** @type {(name: string) => string} */
const short = function (name) { return fs.readFileSync(name, 'utf8'); };
/** @returns {string} */
exports.all = function all() { return file.load('a') + read('b') + short('c'); };
`,
    };
    const { after, refused, errorsBefore, errorsAfter } = await migrate(files);
    expect([errorsBefore, refused, errorsAfter]).toEqual([[], [], []]);
    expect(after['index.js']).toContain('load(name: string): Promise<string> }} Loader');
    expect(after['index.js']).toContain('@returns {Promise<string>}\n */\n/** @type {Loader} */');
    expect(after['index.js']).toContain('@type {(name: string) => Promise<string>} */');
  }, 60_000);
});
