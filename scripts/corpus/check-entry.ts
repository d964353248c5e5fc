// One entry of the corpus from its sources to its row: tests before, migration of a copy, tests after.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyOf, installed } from './checkout.ts';
import { compareRuns } from './compare-runs.ts';
import type { Comparison } from './compare-runs.ts';
import { asset } from '../../src/verify/executed/assets.ts';
import { executedSites, siteKey } from '../../src/verify/executed/coverage.ts';
import type { Entry } from './manifest.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrate.ts';
import type { CorpusOptions } from './options.ts';
import { runTests } from './run-tests.ts';
import type { TestRun } from './run-tests.ts';
import { sumsOf } from './sums.ts';
import type { Sums } from './sums.ts';

export interface Row {
  readonly name: string;
  readonly sums: Sums;
  readonly before: TestRun;
  readonly after: TestRun;
  readonly comparison: Comparison;
  /** Migrated sites that the tests ran; and files that ran as code which cannot be traced to them. */
  readonly executed: { readonly sites: number; readonly outsideTests: number; readonly untraced: readonly string[] };
  readonly faults: Migration['faults'];
  /** Of the migration alone. */
  readonly seconds: number;
  readonly peakRssMb: number;
  readonly ok: boolean;
  /** Where the copies and the logs are, when they were kept. */
  readonly kept: string | undefined;
}

/** Test runners that evaluate transformed code: what they evaluate is recorded. */
const TRANSFORMING = new Set(['jest', 'vitest']);
const RECORDER = asset('record-evaluated.cjs');

/** @throws Error when the entry cannot be installed or the tool gives no plan. */
export async function checkEntry(entry: Entry, options: CorpusOptions, say: (text: string) => void): Promise<Row> {
  const { work, online, publicApi, transforms } = options;
  // tests may depend on the name of the folder they are in: it stays the last part of the path
  const place = join(work, 'copies', entry.name);
  await rm(place, { recursive: true, force: true });
  await Promise.all(['old', 'new'].map((side) => mkdir(join(place, side), { recursive: true })));
  say('install');
  const source = await installed(entry, work);

  say('tests before');
  const old = await copyOf(source, join(place, 'old', entry.name));
  const before = await runTests(entry.test, old, { online, logFile: join(place, 'old.log') });

  say('migrate');
  const dir = await copyOf(source, join(place, 'new', entry.name));
  const migration = await migrate(dir, publicApi, transforms);
  const sums = sumsOf(migration.plan);

  say('tests after');
  const { after, comparison, executed } = await testsAfter(entry, dir, place, before, migration, online);
  const ok = comparison.ok && Object.values(migration.faults).every((faults) => faults.length === 0);
  const keep = options.keep || !ok;
  if (!keep) await rm(place, { recursive: true, force: true });
  const { faults, seconds, peakRssMb } = migration;
  return { name: entry.name, sums, before, after, comparison, executed, faults, seconds, peakRssMb, ok, kept: keep ? place : undefined };
}

async function testsAfter(entry: Entry, dir: string, place: string, before: TestRun, { plan, written }: Migration, online: boolean): Promise<Pick<Row, 'after' | 'comparison' | 'executed'>> {
  const coverage = join(place, 'coverage');
  const code = join(place, 'code');
  await Promise.all([mkdir(coverage), mkdir(code)]);
  const env: Record<string, string> = { NODE_V8_COVERAGE: coverage };
  if (TRANSFORMING.has(entry.test.runner)) {
    Object.assign(env, { UNBLOCK_CODE: code, UNBLOCK_DIR: dir, NODE_OPTIONS: `${entry.test.env?.NODE_OPTIONS ?? ''} --require=${RECORDER}`.trim() });
  }
  let after = await runTests(entry.test, dir, { online, logFile: join(place, 'new-coverage.log'), env });
  let comparison = compareRuns(before, after, entry.baseline);
  if (!comparison.ok) {
    // coverage slows tests down, and some fail now and then: what counts is a plain run
    after = await runTests(entry.test, dir, { online, logFile: join(place, 'new.log') });
    comparison = compareRuns(before, after, entry.baseline);
  }
  const { sites, untraced } = await executedSites(dir, written, coverage, code);
  const tests = new Set(plan.sites.filter(({ role }) => role === 'test').map(({ file }) => file));
  const ran = written.flatMap(({ file, sites: own }) => own.filter(({ outputStart }) => sites.has(siteKey(file, outputStart))).map(() => file));
  return { after, comparison, executed: { sites: ran.length, outsideTests: ran.filter((file) => !tests.has(file)).length, untraced } };
}
