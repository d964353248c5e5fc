// The example on the page of bound-concurrency: before and after, and what each does with more files than it may open, executed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../shared/unblock.ts';

const CASE = join(PROJECT, '__testfixtures__/bound-concurrency/example');

/** The case of the fixtures, which tests run, before and after. */
export function bounds(): string {
  const root = mkdtempSync(join(tmpdir(), 'unblock-docs-'));
  try {
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(join(PROJECT, 'node_modules/p-limit3'), join(root, 'node_modules/p-limit'));
    const shown = ['input', 'output'].map((which) => {
      copyFileSync(`${CASE}.${which}.cjs`, join(root, `${which}.cjs`));
      // what tests need of it
      return readFileSync(`${CASE}.${which}.cjs`, 'utf8').replace(/^\/\/ concurrency: .*\n/, '').replace(/^if \(require\.main.*\n/m, '').trimEnd();
    });
    writeFileSync(join(root, 'run.cjs'), "const { sizes } = require(process.argv[2]);\nsizes(Array.from({ length: 400 }, () => __filename)).then((all) => console.log(`${all.length} sizes`), ({ code }) => console.log(code));\n");
    const ended = (which: string): string => execFileSync('sh', ['-c', `ulimit -n 80; exec "$0" run.cjs ./${which}.cjs`, process.execPath], { cwd: root, encoding: 'utf8' }).trim();
    return [`Before:\n\n\`\`\`js\n${shown[0]}\n\`\`\``, `After, with \`--concurrency 16\`:\n\n\`\`\`js\n${shown[1]}\n\`\`\``, `Of 400 files in a process that may have 80 open (\`ulimit -n 80\`), the first one comes to \`${ended('input')}\`, the second one to ${ended('output')}.`].join('\n\n');
  } finally {
    rmSync(root, { recursive: true });
  }
}
