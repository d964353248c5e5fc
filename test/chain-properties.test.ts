// Generated promise chains: flattened, they do the same in the same order, wherever something fails.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { SourceFile } from '../src/core/source.ts';
import { buildPlan, rewriteAll } from '../src/plan/build.ts';
import { planChains } from '../src/propagate/chain-plan.ts';
import { limitsOf } from '../src/scan/limits.ts';
import { print, programs } from './chain-programs.ts';
import { compare } from './differential.ts';

vi.setConfig({ testTimeout: 300_000 });

const options = { publicApi: 'break', transforms: ['then-to-await'] } as const;

function migrate(text: string): { readonly after: string; readonly migrated: number } {
  const file: SourceFile = { id: 'main.js', text, hash: '', encoding: 'utf8', dialect: 'js', moduleKind: 'cjs', role: 'source', executable: false, packageDir: '' };
  const repo = { root: '/', files: [file], packages: [], skipped: [] };
  const planned = planChains(repo.files, limitsOf(options));
  const { plan, changes } = rewriteAll(buildPlan(repo, planned, planned.problems, options), repo);
  expect(plan.problems, text).toEqual([]);
  return { after: changes[0]?.after ?? text, migrated: plan.sites.filter(({ outcome }) => outcome === 'migrated').length };
}

/** Comments and template literals, which survive byte for byte. */
const kept = (text: string): string[] => [...text.matchAll(/\/\/ .*|`[^`]*`/g)].map(([found]) => found).sort();

test('what is flattened does what it did', async () => {
  let flattened = 0;
  let all = 0;
  await fc.assert(fc.asyncProperty(programs, async (program) => {
    const before = print(program);
    const { after, migrated } = migrate(before);
    all++;
    if (migrated === 0) return;
    flattened++;
    expect(kept(after)).toEqual(kept(before));
    const { difference } = await compare(before, after, 12);
    expect(difference, `${before}\n--->\n${after}`).toBeUndefined();
    expect(migrate(after).migrated, after).toBe(0);
  }), { numRuns: Number(process.env['CHAIN_RUNS'] ?? 120) });
  expect(flattened / all).toBeGreaterThan(0.6);
});
