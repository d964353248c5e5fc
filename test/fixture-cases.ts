// The cases in one folder of __testfixtures__, and what every plan for a case must say and give whatever its transform.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Analysis } from '../src/pipeline.ts';
import { FIXTURES, outcomes, typeErrors, UPDATE } from './fixture-run.ts';
import { tree } from './temporary.ts';

export interface FixtureCase {
  readonly name: string;
  /** `.js`, `.mjs`, `.cjs`, `.ts` */
  readonly extension: string;
  /** What the file is called in the repository that is migrated. */
  readonly main: string;
  readonly input: string;
  /** Path of the expected text, absent for a case that must not change (`skip-…`). */
  readonly output: string | undefined;
  /** Reason codes of the sites that stay, sorted: the line `// expect: …`. */
  readonly reasons: readonly string[];
  /** What a line `// <word>: …` of the case says. */
  readonly said: (word: string) => string | undefined;
}

/** @param transform the folder's name */
export function casesOf(transform: string): readonly FixtureCase[] {
  const folder = path.join(FIXTURES, transform);
  return readdirSync(folder).flatMap((file): FixtureCase[] => {
    const [, name, extension] = /^(.+)\.input(\.\w+)$/.exec(file) ?? [];
    if (name === undefined || extension === undefined) return [];
    const input = readFileSync(path.join(folder, file), 'utf8');
    const said = (word: string): string | undefined => new RegExp(`^// ${word}: (.+?)\\r?$`, 'm').exec(input)?.[1];
    const reasons = said('expect')?.split(', ').sort() ?? [];
    return [{ name, extension, main: `main${extension}`, input, reasons, said, output: name.startsWith('skip-') ? undefined : path.join(folder, `${name}.output${extension}`) }];
  });
}

/** Rows for `test.each`. */
export const titled = (cases: readonly FixtureCase[]): (readonly [string, FixtureCase])[] => cases.map((each) => [each.name + each.extension, each] as const);

/** Checks what a plan says of a case. @returns the text that the case becomes, as expected; undefined where it stays, as it must */
export function migratedText({ input, output, reasons }: FixtureCase, { plan, changes }: Pick<Analysis, 'plan' | 'changes'>): string | undefined {
  expect(plan.problems).toEqual([]);
  expect(plan.sites.length).toBeGreaterThan(0);
  expect([...new Set(plan.sites.flatMap(({ reason }) => reason ?? []))].sort()).toEqual(reasons);
  if (output === undefined) {
    expect(changes).toEqual([]);
    expect(outcomes(plan)).toEqual({ refused: plan.sites.length });
    expect(reasons).not.toEqual([]);
    return undefined;
  }
  return expectedText({ input, output }, changes);
}

/** Compares what a case became with the file that says what it should; `UPDATE_FIXTURES` writes that file. @returns the text */
export function expectedText({ input, output }: { readonly input: string; readonly output: string }, changes: Analysis['changes']): string {
  const after = changes[0]?.after ?? '';
  if (UPDATE) writeFileSync(output, after);
  expect(after).toBe(readFileSync(output, 'utf8'));
  expect(after).not.toBe(input);
  return after;
}

export const testHalfStay = (cases: readonly FixtureCase[]): void => {
  test('at least half of the cases show what must stay', () => {
    expect(cases.filter(({ output }) => output === undefined).length * 2).toBeGreaterThanOrEqual(cases.length);
  });
};

/** The test that the compiler takes TypeScript cases, and what is expected of them. */
export function testTypes(cases: readonly FixtureCase[]): void {
  test('TypeScript sources and results type-check', () => {
    const typed = cases.filter(({ extension }) => extension === '.ts');
    expect(typed).not.toEqual([]);
    expect(typeErrors(tree(Object.fromEntries(typed.flatMap(({ name, input, output }) => [[`${name}/before.ts`, input], ...(output === undefined ? [] : [[`${name}/after.ts`, readFileSync(output)] as const])]))))).toEqual([]);
  });
}
