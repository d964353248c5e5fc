// Callers that only the type checker resolves: known ones are awaited, others are no reason to refuse.
import { beforeAll, describe, expect, it } from 'vitest';
import { migrate, type Migrated } from './types-program.ts';

const program = {
  'config.ts': `import { readFileSync, accessSync } from 'node:fs';
export class Config {
  /** A name so common that value flow makes nothing of it. */
  load(): string {
    return readFileSync('x', 'utf8');
  }
  /** A name so rare that value flow would rather not touch it. */
  assertReadable(): void {
    accessSync('x');
  }
}
export class Other {
  assertReadable(): number {
    return 1;
  }
}
`,
  // nobody calls these: what they are given is known by its type alone
  'uses.ts': `import type { Config, Other } from './config.js';
export function size(get: () => Config): number {
  return get().load().trim().length;
}
export function check(get: () => Config): void {
  get().assertReadable();
}
export function unrelated(get: () => Other): number {
  return 1 + get().assertReadable();
}
`,
  // any: the type of the result says nothing, the type of the function does
  'loaders.ts': `import { readFileSync } from 'node:fs';
type Loader = (file: string) => any;
export const json: Loader = (file) => JSON.parse(readFileSync(file, 'utf8'));
export const plain: Loader = (file) => file;
export const loaders: Readonly<Record<string, Loader>> = Object.freeze({ '.json': json, '.txt': plain });
export class Explorer {
  constructor(private readonly config: { readonly loaders: Readonly<Record<string, Loader>> }) {}
  read(file: string): unknown {
    const loader = this.config.loaders[file.slice(-5)];
    if (loader) return loader(file);
    return undefined;
  }
}
export const explore = (config: { readonly loaders: Readonly<Record<string, Loader>> }): string => String(new Explorer(config).read('a.json'));
`,
  'lists.ts': `import { readFileSync } from 'node:fs';
export function all(names: readonly string[]): string[] {
  return names.map((name) => readFileSync(name, 'utf8'));
}
`,
  // one call, two methods: one of them gives a promise already, so an await would change what the test sees
  'mixed.ts': `import { readFileSync } from 'node:fs';
export class Editor {
  copy(): string {
    return readFileSync('x', 'utf8');
  }
  async copyAsync(): Promise<string> {
    return 'x';
  }
}
export function isPromise(get: () => Editor, method: 'copy' | 'copyAsync'): boolean {
  const result = get()[method]();
  return result instanceof Promise;
}
`,
};

describe('callers that only types resolve', () => {
  let result: Migrated;
  beforeAll(async () => { result = await migrate(program); }, 120_000);
  const reasons = (file: string): string[] => result.plan.sites.filter((site) => site.file === file).map(({ outcome, reason }) => reason ?? outcome);

  it('keeps the types sound', () => {
    expect([result.errorsBefore, result.errorsAfter]).toEqual([[], []]);
  });

  it('awaits calls whose receiver only has a type', () => {
    expect(reasons('config.ts')).toEqual(['migrated', 'migrated']);
    expect(result.after['uses.ts']).toContain('  return (await get().load()).trim().length;');
    expect(result.after['uses.ts']).toContain('  await get().assertReadable();');
  });

  it('leaves a method of the same name alone when it is of something else', () => {
    expect(result.after['uses.ts']).toContain('export function unrelated(get: () => Other): number {\n  return 1 + get().assertReadable();');
  });

  it('awaits a call through a function type that returns any', () => {
    expect(reasons('loaders.ts')).toEqual(['migrated']);
    expect(result.after['loaders.ts']).toContain('if (loader) return await loader(file);');
    expect(result.after['loaders.ts']).toContain("String(await new Explorer(config).read('a.json'))");
  });

  it('knows an array by its type', () => {
    expect(reasons('lists.ts')).toEqual(['migrated']);
    expect(result.after['lists.ts']).toContain('return await mapAsync(names, async (name) => await readFile(name, \'utf8\'));');
  });

  it('does not await what may be a promise that is looked at', () => {
    expect(reasons('mixed.ts')).toEqual(['unresolved-caller']);
    expect(result.after['mixed.ts']).toBe(program['mixed.ts']);
  });
});
