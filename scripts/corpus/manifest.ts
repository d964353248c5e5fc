// The entries of a corpus: packages of the npm registry, checkouts in a folder, or one folder named on the command line.
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ReportFormat } from '../../src/verify/executed/results.ts';
import type { Runner } from '../../src/verify/executed/runner.ts';

export interface TestSetup extends ReportFormat {
  /** `{R}` is a reporter, `{OUT}` the file for the results, `{DIR}` the checkout, `{TMP}` a folder of the run. */
  readonly cmd: string | readonly string[];
  readonly timeoutS?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** What is known of the tests before anything is migrated. */
export interface Baseline {
  readonly passed: number;
  readonly passedMin?: number;
  readonly failures?: readonly string[];
  readonly flaky?: readonly string[];
}

export interface Entry {
  readonly name: string;
  /** `name@version` in the npm registry. */
  readonly npm?: string;
  /** What the tests of an npm package need beside its dependencies. */
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** An installed checkout on this machine. */
  readonly dir?: string;
  readonly test: TestSetup;
  readonly baseline?: Baseline;
}

/** The manifest's entries; those without `npm` are looked for in the folder `checkouts`. @throws Error when one has no place */
export async function readManifest(file: string | URL, checkouts: string | undefined): Promise<Entry[]> {
  const entries = JSON.parse(await readFile(file, 'utf8')) as Entry[];
  return entries.map((entry) => {
    if (checkouts !== undefined) return { ...entry, dir: resolve(checkouts, entry.name) };
    if (entry.npm === undefined && entry.dir === undefined) throw new Error(`${entry.name} is no npm package: --checkouts names the folder that holds it`);
    return entry;
  });
}

/** One checkout, its test command given by hand. */
export const entryOf = (dir: string, cmd: string, runner: Runner): Entry => ({
  name: basename(resolve(dir)),
  dir: resolve(dir),
  test: { runner, cmd },
});
