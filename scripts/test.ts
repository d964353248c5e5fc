// npm test: runs vitest as it is and closes with one line that says how it went: "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface VitestFile {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/** Tests that passed and failed; a file that fails without a failing test (it did not load) counts as one failure. */
function count(files: readonly VitestFile[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const failures = file.assertionResults.filter((test) => test.status === 'failed').length;
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    failed += file.status === 'failed' ? Math.max(1, failures) : failures;
  }
  return { passed, failed };
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'unblock-test-'));
const report = join(folder, 'vitest.json');
try {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--dir=test',
      // a busy machine is no failure; what hangs still ends
      '--testTimeout=60000',
      '--hookTimeout=60000',
      // most of a test's time is that of the programs it runs: vitest would leave one of two cores idle
      '--maxWorkers=2',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, XDG_CACHE_HOME: folder } },
  );
  let result = { passed: 0, failed: 1 };
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: readonly VitestFile[] };
    result = count(testResults);
  } catch {
    console.error('vitest left no report');
  }
  // Errors outside of any test (an unhandled rejection) make vitest fail with every test green: that is a failure too.
  const code = run.status ?? 1;
  if (code !== 0 && result.failed === 0) result = { ...result, failed: 1 };
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = code === 0 && result.failed > 0 ? 1 : code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
