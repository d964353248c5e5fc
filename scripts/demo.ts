// npm run demo: the whole way on a copy of examples/legacy-app, from blocking to async and back, each step checked.
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { commitAll } from './shared/git.ts';
import { differences, fingerprint, treeOf } from './shared/tree.ts';
import { buildIfStale, PROJECT, ran, unblock, unblockJson } from './shared/unblock.ts';
import type { Ran } from './shared/unblock.ts';

const COLOUR = pc.isColorSupported ? { FORCE_COLOR: '1' } : {};
let steps = 0;

function step(title: string): void {
  steps++;
  console.log(`\n${pc.bold(pc.cyan(`== ${steps}. ${title} ==`))}`);
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** Runs and shows a command. @throws Error when it ends with another exit code than 0 */
async function shown(words: string, running: Promise<Ran>): Promise<Ran> {
  console.log(pc.dim(`$ ${words}`));
  const result = await running;
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  expect(result.code === 0, `${words} ended with exit code ${result.code}`);
  return result;
}

const tool = (args: readonly string[], dir: string): Promise<Ran> => shown(`npx unblock ${args.join(' ')}`, unblock(args, dir, COLOUR));

/** Runs the example's own tests; gives the number that passed. */
async function tests(dir: string): Promise<number> {
  console.log(pc.dim('$ npm test'));
  const { code, stdout, stderr } = await ran('npm', ['test', '--silent'], dir, { NODE_OPTIONS: '', NO_COLOR: '1' });
  const of = (word: string): number => Number(new RegExp(`^\\S+ ${word} (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0);
  if (code !== 0) process.stdout.write(stdout + stderr);
  console.log(`${of('pass')} passed, ${of('fail')} failed`);
  expect(code === 0, 'the tests of the example fail');
  expect(of('pass') > 0, 'no test of the example ran');
  return of('pass');
}

/** A line of the sources whose change has the longest story. */
async function telling(dir: string): Promise<string> {
  const { report } = await unblockJson(['plan'], dir);
  const changed = Object.values(report.plan?.files ?? {}).flatMap(({ decisions }) => decisions.filter(({ verdict, file }) => verdict === 'make-async' && file.startsWith('lib/')));
  const links = new Map(changed.map((decision) => [decision.id, decision]));
  const distance = (id: string, seen = new Set<string>()): number => {
    const cause = links.get(id)?.cause;
    if (seen.has(id) || !cause || !('decision' in cause)) return 0;
    return 1 + distance(cause.decision, seen.add(id));
  };
  const best = changed.sort((a, b) => distance(b.id) - distance(a.id))[0];
  expect(best !== undefined, 'no function of the example becomes async');
  return `${best!.file}:${best!.line}`;
}

async function demo(dir: string): Promise<void> {
  step('A legacy service, copied to a temporary folder');
  await cp(join(PROJECT, 'examples/legacy-app'), dir, { recursive: true });
  await commitAll(dir, 'The service as we inherited it');
  const before = await treeOf(dir);
  console.log(`${dir}: ${before.size} files, fingerprint ${fingerprint(before)}`);

  step('Its own tests pass');
  const passed = await tests(dir);

  step('What blocks?');
  await tool(['scan'], dir);

  step('What can be done about it?');
  await tool(['plan'], dir);

  step('The change, each with its reason; nothing is written yet');
  await tool(['run', '--dry-run'], dir);
  expect(differences(before, await treeOf(dir)).length === 0, 'the preview changed a file');
  const place = await telling(dir);

  step('Why does this line change?');
  await tool(['explain', place], dir);

  step('Write it');
  await tool(['run', '--write'], dir);
  const changed = differences(before, await treeOf(dir));
  expect(changed.length > 0, 'nothing was changed');
  await shown('git diff --stat', ran('git', ['--no-pager', 'diff', '--stat'], dir));

  step('Its own tests pass again');
  const passedAfter = await tests(dir);
  expect(passedAfter === passed, `${passed} tests passed before, ${passedAfter} now`);

  step('Take it back');
  await tool(['undo'], dir);
  const after = await treeOf(dir);
  const different = differences(before, after);
  expect(different.length === 0, `not as before: ${different.join(', ')}`);
  for (const file of changed) console.log(`${after.get(file)!.slice(0, 16)}  ${before.get(file) === after.get(file) ? pc.green('same bytes') : ''}  ${file}`);
  console.log(`${after.size} files, fingerprint ${fingerprint(after)}: ${pc.green('every byte is back')}`);
}

const folder = await realpath(await mkdtemp(join(tmpdir(), 'unblock-demo-')));
try {
  await buildIfStale();
  await demo(join(folder, 'legacy-app'));
} catch (error) {
  console.error(`\n${pc.red(`demo: step ${steps} failed: ${error instanceof Error ? error.message : String(error)}`)}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
