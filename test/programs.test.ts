// Every program of __testfixtures__/programs: the whole repository changes as expected, does what it did, and says why.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { explainerOf } from '../src/api/planned.ts';
import type { MigrationPlan } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';
import { palette } from '../src/preview/palette.ts';
import { explanation } from '../src/preview/why.ts';
import { FOLDER, filesOf, installed, optionsOf, runAll } from './fixture-programs.ts';
import { UPDATE } from './fixture-run.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

/** The explanation of every decision, in the order of the plan. */
function whys(plan: MigrationPlan): string {
  const look = { colours: palette(false), width: 120 };
  const decisions = Object.keys(plan.files).sort().flatMap((file) => plan.files[file]!.decisions);
  return `${decisions.map((decision) => explanation(decision, explainerOf(plan), look).join('\n')).join('\n\n')}\n`;
}

test.each(readdirSync(FOLDER))('%s', async (name) => {
  const dir = path.join(FOLDER, name);
  const before = path.join(dir, 'before');
  const options = optionsOf(dir);
  const { publicApi, transforms, offload = [], cancel = [], bridge = [] } = options;

  const root = installed(before);
  const { plan, changes } = await analyse({ root, publicApi, transforms, offload, cancel, bridge });
  expect(plan.problems).toEqual([]);
  const results = { ...filesOf(before), ...Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
  const why = whys(plan);
  if (UPDATE) {
    rmSync(path.join(dir, 'after'), { recursive: true, force: true });
    for (const [file, text] of Object.entries(results)) {
      mkdirSync(path.dirname(path.join(dir, 'after', file)), { recursive: true });
      writeFileSync(path.join(dir, 'after', file), text);
    }
    writeFileSync(path.join(dir, 'why.txt'), why);
  }
  expect(results).toEqual(filesOf(path.join(dir, 'after')));
  expect(why).toBe(readFileSync(path.join(dir, 'why.txt'), 'utf8'));
  expect(await runAll(path.join(dir, 'after'), options)).toEqual(await runAll(before, options));

  for (const { file, after } of changes) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), after);
  }
  const again = await analyse({ root, publicApi, transforms, offload, cancel, bridge });
  expect(again.changes).toEqual([]);
});
