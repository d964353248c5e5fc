// The type gate: what would bring a type error stays, with the compiler's words; the rest is migrated all the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { migrate, type Migrated } from './types-program.ts';

const external = {
  'node_modules/ext/package.json': JSON.stringify({ name: 'ext', version: '1.0.0', types: 'index.d.ts' }),
  'node_modules/ext/index.d.ts': `export interface Plugin {
  source(): string;
  done(): void;
  extra(): string | Promise<string>;
}
`,
};

const program = {
  ...external,
  // a mapped type: no declaration says that both functions belong together
  'table.ts': `import { readFileSync } from 'node:fs';
export function load(): string {
  return readFileSync('x', 'utf8');
}
export const table: { readonly [K in 'a']: typeof load } = { a: () => 'x' };
export function both(): string {
  return load() + table.a();
}
`,
  // the error shows in a file that does not change
  'sync-only.ts': `export type SyncOnly<F extends () => unknown> = ReturnType<F> extends Promise<unknown> ? never : F;
export const check = <F extends () => unknown>(f: F & SyncOnly<F>): F => f;
`,
  'checked.ts': `import { statSync } from 'node:fs';
export function size(): number {
  return statSync('x').size;
}
export function twice(): number {
  return 2 * size();
}
`,
  'check-it.ts': `import { check } from './sync-only.js';
import { size } from './checked.js';
export const checked: { readonly f: () => unknown } = { f: check(size) };
`,
  'plugin.ts': `import { readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'ext';
export class Own implements Plugin {
  source(): string {
    return readFileSync('x', 'utf8');
  }
  done(): void {
    writeFileSync('x', '');
  }
  extra(): string {
    return readFileSync('extra', 'utf8');
  }
}
export function run(plugin: Own): string {
  plugin.done();
  return plugin.source() + plugin.extra();
}
`,
  'old-error.ts': `import { readFileSync } from 'node:fs';
export function wrong(): number {
  const text: number = readFileSync('x', 'utf8');
  return text;
}
export const twiceWrong = (): number => 2 * wrong();
`,
};

describe('the type gate', () => {
  let result: Migrated;
  beforeAll(async () => { result = await migrate(program); }, 120_000);
  const reasons = (file: string): string[] => result.plan.sites.filter((site) => site.file === file).map(({ outcome, reason }) => reason ?? outcome);

  it('leaves the errors that were there, and adds none', () => {
    expect(result.errorsBefore).toHaveLength(1);
    expect(result.errorsBefore[0]).toMatch(/^old-error\.ts:3 TS2322/);
    expect(result.errorsAfter).toEqual(result.errorsBefore);
  });

  it('still migrates beside an old error', () => {
    expect(reasons('old-error.ts')).toEqual(['migrated']);
    expect(result.after['old-error.ts']).toContain("const text: number = await readFile('x', 'utf8');");
  });

  it('keeps a function whose new type contradicts another, with all that calls it', () => {
    expect(reasons('table.ts')).toEqual(['type-error']);
    expect(result.after['table.ts']).toBe(program['table.ts']);
    expect(result.plan.sites.find(({ file }) => file === 'table.ts')!.message).toMatch(/table\.ts:5 TS2322: Type 'string' is not assignable to type 'Promise<string>'/);
  });

  it('finds errors in files that import what changed', () => {
    expect(reasons('checked.ts')).toEqual(['type-error']);
    expect(result.after['checked.ts']).toBe(program['checked.ts']);
    expect(result.plan.sites.find(({ file }) => file === 'checked.ts')!.message).toContain('check-it.ts:3 TS');
  });

  it('knows which types of a library leave room for a promise', () => {
    expect(reasons('plugin.ts')).toEqual(['typed-contract', 'migrated', 'migrated']);
    expect(result.plan.sites.find(({ file }) => file === 'plugin.ts')!.message).toContain('Plugin.source of ext/index.d.ts');
    expect(result.after['plugin.ts']).toContain('  source(): string {');
    expect(result.after['plugin.ts']).toContain('  async done(): Promise<void> {');
    expect(result.after['plugin.ts']).toContain('  async extra(): Promise<string> {');
    expect(result.after['plugin.ts']).toContain('  await plugin.done();\n  return plugin.source() + await plugin.extra();');
  });
});

describe('one contract with an obstacle', () => {
  it('keeps all of it, and says through whom', async () => {
    const files = {
      'contract.ts': `import { readFileSync } from 'node:fs';
export interface Named { title(): string }
export class Stored implements Named {
  title(): string {
    return readFileSync('title', 'utf8');
  }
}
export class Fixed implements Named {
  readonly length: number;
  constructor() {
    this.length = this.title().length;
  }
  title(): string {
    return 'fixed';
  }
}
export const first = (all: readonly Named[]): string => all[0]!.title();
`,
    };
    const { after, refused, plan, errorsBefore, errorsAfter } = await migrate(files);
    expect([errorsBefore, errorsAfter]).toEqual([[], []]);
    expect(refused).toEqual(['constructor']);
    expect(after['contract.ts']).toBe(files['contract.ts']);
    const keeps = plan.files['contract.ts']!.decisions.filter(({ verdict }) => verdict === 'keep');
    expect(keeps.some(({ cause }) => cause.kind === 'same-contract')).toBe(true);
  }, 60_000);
});
