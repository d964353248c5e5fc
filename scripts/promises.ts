// npm run bench:promises: breaks the code that keeps each promise, in a copy, and sees the test fail that must notice.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BREAKS } from './promises/breaks.ts';
import { PROJECT } from './shared/unblock.ts';

const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const copy = realpathSync(mkdtempSync(join(tmpdir(), 'unblock-promises-')));

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** The tests of `file` whose names hold `name`. */
function tested(file: string, name: string): Counts {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  spawnSync(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', file, '--dir=test', '-t', escaped, '--reporter=json', `--outputFile=${report}`], { cwd: copy, stdio: 'ignore', timeout: 600_000 });
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Counts;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}

const rows: string[] = [];
let missed = 0;
try {
  for (const name of ['src', 'test', 'transforms', 'docs', 'bin', 'scripts', 'examples', '__testfixtures__', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md']) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  symlinkSync(realpathSync(join(PROJECT, 'node_modules')), join(copy, 'node_modules'));
  for (const { promise, what, file, find, replace, test, name } of BREAKS) {
    if (only !== undefined && only !== promise && !what.includes(only)) continue;
    const at = join(copy, file);
    const whole = readFileSync(at, 'utf8');
    if (!whole.includes(find)) throw new Error(`${file} no longer holds ${find}`);
    writeFileSync(at, whole.replace(find, () => replace));
    const broken = tested(test, name);
    writeFileSync(at, whole);
    const isSeen = broken.numFailedTests > 0;
    if (!isSeen) missed++;
    const verdict = isSeen ? 'fails' : broken.numPassedTests > 0 ? '**passes all the same**' : '**does not run**';
    console.error(`${promise} ${what}: ${verdict} (${broken.numFailedTests} of ${broken.numFailedTests + broken.numPassedTests})`);
    rows.push(`| ${promise} | ${what} | \`${file.replace('src/', '')}\` | \`${test.replace('test/', '')}\`: ${name} | ${verdict} |`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const table = ['| | broken | where | test | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
console.log(table);
if (process.argv.includes('--docs') && only === undefined) {
  const file = join(PROJECT, 'docs/safety.md');
  const made = `\`npm run bench:promises\`, ${new Date().toISOString().slice(0, 10)}:\n\n${table}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(<!-- bench:promises -->\n)[\s\S]*?(<!-- end of bench:promises -->)/, (_, start: string, end: string) => `${start}${made}\n${end}`));
}
process.exitCode = missed > 0 ? 1 : 0;
