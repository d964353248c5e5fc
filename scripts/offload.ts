// npm run bench:offload: what offloading the computing route of examples/cpu-server does to its other route, and that results are the same.
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { comparedResults } from './offload/compare.ts';
import { measured, type Load } from './offload/measure.ts';
import { printMeasured } from './offload/table.ts';
import { BIN, must, PROJECT } from './shared/unblock.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const INPUTS = Number(process.env['BENCH_INPUTS'] ?? 10_000);
const PORTFOLIO = JSON.stringify({ seed: 7, walks: 20_000, positions: Array.from({ length: 8 }, (_, i) => ({ amount: 1000 * (i + 1), volatility: 0.02 * (i + 1) })) });
const LOADS: readonly Load[] = [{ path: '/ping', connections: 4 }, { path: '/risk', connections: 2, method: 'POST', body: PORTFOLIO }];
/** What is asked of it in the end. */
const WANTED_RATIO = 20;

const root = await mkdtemp(path.join(tmpdir(), 'unblock-offload-'));
try {
  const before = path.join(root, 'before');
  const after = path.join(root, 'after');
  for (const copy of [before, after]) await cp(path.join(PROJECT, 'examples/cpu-server'), copy, { recursive: true });
  await symlink(path.join(PROJECT, 'node_modules'), path.join(root, 'node_modules'));
  await must(process.execPath, [BIN, 'run', '--root', after, '--offload', 'lib/risk.js:valueAtRisk', '--write', '--allow-dirty', '--no-color'], PROJECT);

  const load = createRequire(path.join(after, 'app.js'));
  const compared = await comparedResults(load(path.join(before, 'lib/risk.js')), load(path.join(after, 'lib/offload/index.js')), INPUTS);
  console.log(`${compared.same} of ${compared.all} random inputs give the same result or error in a worker (${compared.errors} errors; ${compared.inWorker} done in a worker, ${compared.here} in the main thread)`);

  const [old, now] = [await measured(before, SECONDS, LOADS), await measured(after, SECONDS, LOADS)];
  console.log(`\n${availableParallelism()} cores, Node ${process.version}, ${SECONDS} s each: 2 connections ask for /risk, 4 for /ping\n`);
  printMeasured(old, now, LOADS);

  const reached = old.loads[0]!.p99 / now.loads[0]!.p99;
  console.log(`\np99 of the other route: ${reached.toFixed(1)} times better (wanted: ${WANTED_RATIO})`);
  if (compared.same !== compared.all || now.failed > 0 || reached < WANTED_RATIO) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
