// npm run bench: what a plan costs on 100,000 lines and more, beside jscodeshift and tsc in the same run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { codeBase, pinnedCodeBase } from './bench/code-base.ts';
import { median } from './bench/measure.ts';
import type { Measured } from './bench/measure.ts';
import { editCosts } from './bench/edits.ts';
import type { EditCosts } from './bench/edits.ts';
import { nativeTsc } from './bench/native-tsc.ts';
import { runJscodeshift, runNativeTsc, runPlan, runTsc, runWrite } from './bench/rivals.ts';
import type { PlanRun } from './bench/rivals.ts';
import { buildIfStale } from './shared/unblock.ts';

interface Round {
  readonly plan: PlanRun;
  /** The same once more. */
  readonly again: PlanRun;
  readonly write: Measured;
  readonly jscodeshift: Measured;
  readonly tsc: Measured;
  /** Where it can be had. */
  readonly native: Measured | undefined;
}

/** What docs/performance.md promises; ratios of the same round. */
const TARGETS = { tsc: 0.15, jscodeshift: 0.25, memory: 0.3, native: 0.45, write: 0.6, again: 0.1, edits: 0.1 } as const;
const PLAIN = { style: { head: [], border: [] } };

function stages(rounds: readonly Round[]): string {
  const names = [...new Set(rounds.flatMap(({ plan }) => Object.keys(plan.report.timings)))];
  const table = new Table({ head: ['stage', 'seconds', 'share'], ...PLAIN });
  const of = (name: string): number => median(rounds.map(({ plan }) => plan.report.timings[name] ?? 0)) / 1000;
  const total = of('total');
  for (const name of names) table.push([name, of(name).toFixed(2), total > 0 ? `${Math.round((100 * of(name)) / total)} %` : '']);
  return table.toString();
}

function beside(rounds: readonly Round[]): string {
  const table = new Table({ head: ['', 'seconds', 'CPU seconds', 'peak MB'], ...PLAIN });
  const row = (name: string, of: (round: Round) => Measured): void => {
    const middle = (what: (run: Measured) => number): number => median(rounds.map((round) => what(of(round))));
    table.push([name, middle((run) => run.seconds).toFixed(2), middle((run) => run.cpuSeconds).toFixed(2), Math.round(middle((run) => run.peakMb))]);
  };
  row('unblock plan', ({ plan }) => plan);
  row('unblock plan, again', ({ again }) => again);
  row('unblock run --write', ({ write }) => write);
  row('jscodeshift, parse only', ({ jscodeshift }) => jscodeshift);
  row('tsc --noEmit', ({ tsc }) => tsc);
  if (rounds[0]!.native) row('native tsc --noEmit', ({ native }) => native!);
  return table.toString();
}

interface Ratio {
  readonly name: string;
  readonly ratio: number;
  readonly target: number;
}

function ratios(rounds: readonly Round[], edits: EditCosts | undefined): Ratio[] {
  const of = (ratio: (round: Round) => number): number => median(rounds.map(ratio));
  const hasNative = rounds.every(({ native }) => native !== undefined);
  return [
    { name: 'plan: seconds / tsc --noEmit', ratio: of(({ plan, tsc }) => plan.seconds / tsc.seconds), target: TARGETS.tsc },
    ...(hasNative ? [{ name: 'plan: seconds / native tsc', ratio: of(({ plan, native }) => plan.seconds / native!.seconds), target: TARGETS.native }] : []),
    { name: 'plan: seconds / jscodeshift', ratio: of(({ plan, jscodeshift }) => plan.seconds / jscodeshift.seconds), target: TARGETS.jscodeshift },
    { name: 'plan: CPU seconds / tsc --noEmit', ratio: of(({ plan, tsc }) => plan.cpuSeconds / tsc.cpuSeconds), target: TARGETS.tsc },
    { name: 'plan: CPU seconds / jscodeshift', ratio: of(({ plan, jscodeshift }) => plan.cpuSeconds / jscodeshift.cpuSeconds), target: TARGETS.jscodeshift },
    { name: 'plan: peak memory / tsc', ratio: of(({ plan, tsc }) => plan.peakMb / tsc.peakMb), target: TARGETS.memory },
    { name: 'plan, edits, checks and writing: seconds / tsc', ratio: of(({ write, tsc }) => write.seconds / tsc.seconds), target: TARGETS.write },
    { name: 'unchanged second plan / first', ratio: of(({ plan, again }) => again.seconds / plan.seconds), target: TARGETS.again },
    { name: 'unchanged second plan / first, CPU seconds', ratio: of(({ plan, again }) => again.cpuSeconds / plan.cpuSeconds), target: TARGETS.again },
    ...(edits ? [{ name: `edits / recast (${edits.ours.toFixed(1)} / ${edits.recast.toFixed(1)} ms a file, parsing included)`, ratio: edits.ours / edits.recast, target: TARGETS.edits }] : []),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, dir: { type: 'string' }, json: { type: 'string' } } });
  await buildIfStale();
  const base = values.dir === undefined ? await pinnedCodeBase() : await codeBase(values.dir);
  console.log(`${base.files.length} files, ${base.lines.toLocaleString('en')} lines, ${(base.bytes / 1e6).toFixed(1)} MB in ${base.root}`);
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, median of ${values.runs} runs\n`);

  const native = await nativeTsc();
  const rounds: Round[] = [];
  for (let i = 1; i <= Number(values.runs); i++) {
    console.error(`run ${i} of ${values.runs}`);
    const cache = await mkdtemp(join(tmpdir(), 'unblock-bench-cache-'));
    const plan = await runPlan(base, cache);
    const again = await runPlan(base, cache);
    await rm(cache, { recursive: true, force: true });
    rounds.push({ plan, again, write: await runWrite(base), jscodeshift: await runJscodeshift(base), tsc: await runTsc(base), native: native === undefined ? undefined : await runNativeTsc(base, native) });
  }
  const { sites } = rounds[0]!.plan.report.plan!;
  console.log(`${sites.length} synchronous sites, ${sites.filter(({ outcome }) => outcome === 'migrated').length} to migrate`);
  console.log(stages(rounds));
  console.log(beside(rounds));
  const found = ratios(rounds, await editCosts(base.root, rounds[0]!.plan.report.plan!));
  if (native === undefined) console.log('native tsc: not available');
  for (const { name, ratio, target } of found) console.log(`${name}: ${ratio.toFixed(3)} (${ratio <= target ? 'within' : 'beyond'} ${target})`);
  if (values.json !== undefined) {
    const runs = rounds.map((round) => Object.fromEntries(Object.entries(round).map(([name, run]) => [name, run && figures(run as Measured)])));
    const { root, lines, bytes, files } = base;
    await writeFile(values.json, `${JSON.stringify({ root, lines, bytes, files: files.length, runs, timings: rounds.map(({ plan }) => plan.report.timings), ratios: found }, null, 2)}\n`);
  }
}

const figures = ({ seconds, cpuSeconds, peakMb }: Measured): object => ({ seconds, cpuSeconds, peakMb });

try {
  await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
