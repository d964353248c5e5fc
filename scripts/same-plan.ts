// npm run same-plan -- <folder>…: reading only what decisions depend on must give the plan that reading everything gives.
import { isDeepStrictEqual } from 'node:util';
import type { MigrationPlan, PublicApiPolicy } from '../src/core/plan.ts';
import type { Reading } from '../src/demand/read.ts';
import { analyse } from '../src/pipeline.ts';

interface Run {
  readonly plan: MigrationPlan;
  readonly files: number;
  readonly cpuSeconds: number;
}

async function planned(root: string, publicApi: PublicApiPolicy, reading: Reading): Promise<Run> {
  let files = 0;
  const before = process.cpuUsage();
  const onProgress = (stage: string, _: number, total: number): void => {
    if (stage === 'extract') files = Math.max(files, total);
  };
  const { plan } = await analyse({ root, publicApi, transforms: ['sync-to-await'], reading, onProgress });
  const { user, system } = process.cpuUsage(before);
  return { plan, files, cpuSeconds: (user + system) / 1e6 };
}

/** Problems of files that were not read are not known. */
function comparable({ problems, ...plan }: MigrationPlan, other: MigrationPlan): unknown {
  const known = new Set(other.problems.map(({ file }) => file));
  return { ...plan, problems: problems.filter(({ file }) => known.has(file)) };
}

for (const root of process.argv.slice(2)) {
  for (const publicApi of ['break', 'keep'] as const) {
    const all = await planned(root, publicApi, 'everything');
    const some = await planned(root, publicApi, 'demanded');
    const same = isDeepStrictEqual(comparable(all.plan, some.plan), comparable(some.plan, some.plan));
    if (!same) process.exitCode = 1;
    console.log(`${same ? 'same' : 'DIFFERENT'}  ${some.files} of ${all.files} files, ${some.cpuSeconds.toFixed(1)} of ${all.cpuSeconds.toFixed(1)} CPU seconds  ${publicApi}  ${root}`);
  }
}
