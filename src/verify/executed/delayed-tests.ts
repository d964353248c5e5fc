// The tests once more while answers of Node come late and in another order: what breaks only then is a race that the migration opened.
import type { FileId } from '../../core/source.ts';
import type { RuntimeFinding } from '../../core/verification.ts';
import { compareTests } from './compare-tests.ts';
import type { Instrumented } from './runner.ts';
import type { Sandbox } from './sandbox.ts';
import { runTests, type TestRun } from './test-run.ts';

/** All runs of the tests that were not disturbed. */
export interface Runs {
  readonly before: TestRun[];
  readonly after: TestRun[];
}

export interface Delayed {
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  readonly bytesAfter: ReadonlyMap<FileId, Buffer | null>;
  readonly again: Runs;
  readonly orders: readonly string[];
  readonly seed: number;
  /** Milliseconds that one run may take; what is cut off proves nothing. */
  readonly timeoutMs: number;
  readonly onProgress: (stage: string, done: number, total: number) => void;
}

export interface DelayedFindings {
  readonly findings: readonly RuntimeFinding[];
  /** Orders in which all tests ran. */
  readonly done: readonly string[];
  readonly cutOff: readonly string[];
}

/** Tests that fail only when answers come late or in another order, and did not before the migration. */
export async function delayedTests(sandbox: Sandbox, tests: Instrumented, { bytesBefore, bytesAfter, again, orders, seed, timeoutMs, onProgress }: Delayed): Promise<DelayedFindings> {
  const findings: RuntimeFinding[] = [];
  const done: string[] = [];
  const cutOff: string[] = [];
  const { flaky } = compareTests(again.before, again.after);
  for (const [index, order] of orders.entries()) {
    onProgress('tests with delays', index, orders.length);
    const delays = `${order}:${seed}`;
    await sandbox.fill(bytesAfter);
    const late = await runTests(sandbox, tests, { timeoutMs, delays });
    if (late.timedOut) {
      cutOff.push(order);
      continue;
    }
    done.push(order);
    const suspects = compareTests(again.after, [late]).broken.filter(({ name }) => !flaky.includes(name));
    if (suspects.length === 0) continue;
    // the same delays must not break them before the migration, and must break them every time after it
    const whole = Math.max(timeoutMs, 4000 * late.seconds);
    const repeat = await runTests(sandbox, tests, { timeoutMs: whole, delays });
    await sandbox.fill(bytesBefore);
    const lateBefore = await runTests(sandbox, tests, { timeoutMs: whole, delays });
    const real = compareTests([...again.before, lateBefore], [late, repeat]).broken;
    findings.push(...real.map(({ name, message }): RuntimeFinding => ({ kind: 'delayed-order', message: `${name} fails when answers are delayed (${delays}): ${message.split('\n', 1)[0]}`, place: undefined })));
  }
  return { findings, done, cutOff };
}
