// offload-to-worker: the expected text for every fixture, and the same program before and after, done in workers as often as it says.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { FileChange } from '../src/core/edit.ts';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled, type FixtureCase } from './fixture-cases.ts';
import { asExecutable, FIXTURES, run, typeErrors, type Ran } from './fixture-run.ts';
import { installed, tree } from './temporary.ts';

// threads are started: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('offload-to-worker');
const list = (text: string | undefined): readonly string[] => text?.split(', ') ?? [];

/** A repository with the case in it, and the modules of the folder `with` that it names. */
function repositoryOf({ said }: FixtureCase, files: Readonly<Record<string, string>>): string {
  const given = list(said('with')).map((name) => [name, readFileSync(path.join(FIXTURES, 'offload-to-worker/with', name))] as const);
  return installed({ 'package.json': '{ "private": true }', ...Object.fromEntries(given), ...files });
}

const migrate = (each: FixtureCase, text: string) =>
  analyse({ root: repositoryOf(each, { [each.main]: text }), publicApi: 'break', transforms: ['offload-to-worker'], offload: list(each.said('offload')) });

/** Starts the main file like node does, and tells in the end where the tasks were done. */
const counted = (bridge: string, main: string): string => `
import { fileURLToPath } from 'node:url';
import Module from 'node:module';
import * as bridge from '${bridge}';
const { counts } = bridge.default ?? bridge;
process.on('exit', () => console.log(\`\${counts.inWorker} in a worker, \${counts.here} here\`));
process.argv[1] = fileURLToPath(new URL('./${main}', import.meta.url));
Module.runMain();
`;

/** What the migrated program prints, and where its tasks were done. */
async function runMigrated(each: FixtureCase, changes: readonly FileChange[]): Promise<Ran> {
  const files = Object.fromEntries(changes.map(({ file, after }) => {
    const program = asExecutable(file, after);
    return [program.file, program.text];
  }));
  const bridge = Object.keys(files).find((file) => /^offload[\w-]*\/index\./.test(file))!;
  return run({ file: 'counted.mjs', text: counted(`./${bridge}`, asExecutable(each.main, '').file) }, repositoryOf(each, files));
}

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input, said } = each;
  const { plan, changes } = await migrate(each, input);
  const isSkipped = each.output === undefined;
  const after = migratedText(each, { plan, changes: isSkipped ? changes : changes.filter(({ file }) => file === main) });
  if (after === undefined) return;
  const program = asExecutable(main, input);
  const before = await run({ file: program.file }, repositoryOf(each, { [program.file]: program.text }));
  expect([before.exitCode, before.stdout]).toEqual([0, expect.stringMatching(/./)]);
  expect(await runMigrated(each, changes)).toEqual({ ...before, stdout: `${before.stdout}${said('done')}\n` });
});

testHalfStay(cases);

test('TypeScript sources type-check', () => {
  expect(typeErrors(tree(Object.fromEntries(cases.filter(({ extension }) => extension === '.ts').map(({ name, input }) => [`${name}.ts`, input]))))).toEqual([]);
});
