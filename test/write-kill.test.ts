// kill -9 at any point of a commit or an undo: recover() gives the whole old tree or the whole new one.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileChange } from '../src/core/edit.ts';
import { commit } from '../src/write/commit.ts';
import { recover } from '../src/write/recover.ts';
import { sessions } from '../src/write/sessions.ts';
import { undo } from '../src/write/undo.ts';
import { snapshot } from './bad-input-tree.ts';
import { type Entry, tree } from './temporary.ts';

const SRC = path.resolve(import.meta.dirname, '../src');

/**
 * Runs `work` in `root`. With `killAt` it dies by SIGKILL right before its n-th change to the disk; a write it dies in
 * has half of its bytes on disk. Without, it prints how many changes there were.
 */
const CHILD = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [root, work, killAt] = process.argv.slice(2);
const real = { ...fs.promises };
let count = 0;
const step = async (torn) => {
  if (++count !== Number(killAt)) return;
  await torn?.();
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
};
const arm = async () => {
  for (const name of ['rename', 'rm', 'rmdir', 'unlink', 'mkdir', 'link', 'writeFile']) fs.promises[name] = async (...args) => { await step(); return real[name](...args); };
  fs.promises.open = async (...args) => { if (String(args[1]).includes('x')) await step(); return real.open(...args); };
  const handle = await real.open(process.argv[1]);
  const methods = Object.getPrototypeOf(handle);
  const { writeFile, chmod } = methods;
  methods.writeFile = async function (data) { await step(() => writeFile.call(this, data.subarray ? data.subarray(0, data.length >> 1) : data.slice(0, data.length >> 1))); return writeFile.call(this, data); };
  methods.chmod = async function (mode) { await step(); return chmod.call(this, mode); };
  await handle.close();
  syncBuiltinESMExports();
};
const steps = killAt !== undefined || work === 'count-commit' || work === 'count-undo';
if (steps) await arm();
const { commit } = await import('./write/commit.js');
const { undo } = await import('./write/undo.js');
const changes = JSON.parse(fs.readFileSync(root + '.changes.json', 'utf8'));
if (work.endsWith('commit')) await commit(root, changes, { creates: ['created/new.js'] });
else if (work.endsWith('undo')) await undo(root);
else for (;;) {
  await commit(root, changes, { creates: ['created/new.js'] });
  if (process.send) process.send('committed');
  await undo(root);
}
console.log(count);
`;

let compiled = '';

beforeAll(() => {
  compiled = fs.mkdtempSync(path.join(fs.realpathSync(process.env['TMPDIR'] ?? '/tmp'), 'unblock-test-'));
  fs.mkdirSync(path.join(compiled, 'write'));
  fs.writeFileSync(path.join(compiled, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(compiled, 'child.js'), CHILD);
  for (const name of fs.readdirSync(path.join(SRC, 'write'))) {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(SRC, 'write', name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true, rewriteRelativeImportExtensions: true },
    });
    fs.writeFileSync(path.join(compiled, 'write', name.replace(/\.ts$/, '.js')), outputText);
  }
  return () => fs.rmSync(compiled, { recursive: true, force: true });
});

interface End {
  readonly killed: boolean;
  readonly output: string;
}

function run(args: readonly string[], options: { readonly killAfterMs?: number; readonly uid?: number } = {}): Promise<End> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(compiled, 'child.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    if (options.killAfterMs !== undefined) child.once('message', () => setTimeout(() => child.kill('SIGKILL'), options.killAfterMs));
    child.on('close', (_code, signal) => resolve({ killed: signal === 'SIGKILL', output }));
  });
}

const FILES = 2;
const CREATES = { creates: ['created/new.js'] };

/** A small repository and the changes to it; the changes lie in a file beside it. */
function prepare(files: number): { root: string; changes: FileChange[]; old: Record<string, string> } {
  const entries: Record<string, Entry> = { 'other.js': 'untouched' };
  for (let index = 0; index < files; index++) entries[`${index % 2 ? 'lib/' : ''}f${index}.js`] = { text: `\ufeffold ${index}\r\n`.repeat(50), mode: index === 0 ? 0o755 : 0o644 };
  const outer = tree(Object.fromEntries(Object.entries(entries).map(([id, entry]) => [`repo/${id}`, entry])));
  const changes = Object.entries(entries)
    .filter(([id]) => id !== 'other.js')
    .map(([id, entry]) => ({ file: id, before: (entry as { text: string }).text, after: `new ${(entry as { text: string }).text}`, groups: [] }));
  changes.push({ file: 'created/new.js', before: '', after: 'created\n', groups: [] });
  fs.writeFileSync(path.join(outer, 'repo.changes.json'), JSON.stringify(changes));
  const root = path.join(outer, 'repo');
  return { root, changes, old: snapshot(root) };
}

/** The tree without .unblock. */
const program = (root: string): Record<string, string> => Object.fromEntries(Object.entries(snapshot(root)).filter(([id]) => !id.startsWith('.unblock')));

function expected(old: Record<string, string>, changes: readonly FileChange[]): Record<string, string> {
  const after: Record<string, string> = { ...old, created: old['lib'] ?? '' };
  for (const { file, after: text } of changes) {
    const mode = old[file]?.split(' ')[1] ?? '644';
    after[file] = `file ${mode} ${Buffer.from(text).toString('base64')}`;
  }
  return after;
}

/** After a kill: recover one way, check that the tree is whole, undo what is left, check that the tree is the old one. */
async function checkRecovery(root: string, changes: readonly FileChange[], old: Record<string, string>, mode: 'rollback' | 'resume'): Promise<'old' | 'new'> {
  await recover(root, { mode });
  const now = program(root);
  const isNew = 'created/new.js' in now;
  expect(now).toEqual(isNew ? expected(old, changes) : old);
  expect((await sessions(root)).filter(({ state }) => state === 'done')).toHaveLength(isNew ? 1 : 0);
  if (isNew) await undo(root);
  expect(snapshot(root)).toEqual(old);
  return isNew ? 'new' : 'old';
}

async function inPairs(numbers: readonly number[], work: (number: number) => Promise<void>): Promise<void> {
  const rest = [...numbers];
  const lane = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
  };
  await Promise.all([lane(), lane()]);
}

const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** The same killed tree again, so that one kill serves several ways out of it. */
function copyOf(root: string): string {
  const copy = path.join(tree({}), 'repo');
  fs.cpSync(root, copy, { recursive: true });
  return copy;
}

describe('before every single change to the disk', () => {
  test('of a commit; then rollback, resume, or undo', async () => {
    const whole = prepare(FILES);
    const steps = Number((await run([whole.root, 'count-commit'])).output);
    expect(steps).toBeGreaterThan(25);
    const ends = { rollback: { old: 0, new: 0 }, resume: { old: 0, new: 0 } };
    await inPairs(oneTo(steps), async (step) => {
      const { root, changes, old } = prepare(FILES);
      expect(await run([root, 'commit', String(step)])).toMatchObject({ killed: true });
      ends.rollback[await checkRecovery(copyOf(root), changes, old, 'rollback')]++;
      ends.resume[await checkRecovery(copyOf(root), changes, old, 'resume')]++;
      // Nothing to undo is fine where the kill came before anything happened.
      await undo(root).catch((error: Error) => expect(error.message).toContain('no session to undo'));
      expect(program(root)).toEqual(old);
    });
    // All ends must have been reached, or the kills missed the point.
    expect(ends.rollback.old).toBeGreaterThan(ends.resume.old);
    expect(Math.min(ends.rollback.new, ends.resume.old)).toBeGreaterThan(0);
    expect(ends.resume.new).toBeGreaterThan(10);
  }, 120_000);

  test('of an undo; then recover', async () => {
    const whole = prepare(FILES);
    await commit(whole.root, whole.changes, CREATES);
    const steps = Number((await run([whole.root, 'count-undo'])).output);
    expect(steps).toBeGreaterThan(25);
    await inPairs(oneTo(steps), async (step) => {
      const { root, changes, old } = prepare(FILES);
      await commit(root, changes, CREATES);
      expect(await run([root, 'undo', String(step)])).toMatchObject({ killed: true });
      await checkRecovery(copyOf(root), changes, old, 'rollback');
      await checkRecovery(root, changes, old, 'resume');
    });
  }, 120_000);
});

test('at random moments of commits and undos that go on and on', async () => {
  await inPairs(oneTo(30), async (round) => {
    const { root, changes, old } = prepare(25);
    const { killed, output } = await run([root, 'forever'], { killAfterMs: Math.random() * 120 });
    expect(output).toBe('');
    expect(killed).toBe(true);
    await checkRecovery(root, changes, old, round % 2 ? 'rollback' : 'resume');
  });
}, 120_000);

test('a folder that may not be written to: everything is put back', async () => {
  const { root, old } = prepare(FILES);
  const isRoot = process.getuid?.() === 0;
  const nobody = 65534;
  fs.chmodSync(compiled, 0o755);
  fs.chmodSync(path.dirname(root), 0o755);
  if (isRoot) for (const id of ['', ...Object.keys(old)]) fs.chownSync(path.join(root, id), nobody, nobody);
  fs.chmodSync(path.join(root, 'lib'), 0o555);
  const before = snapshot(root);
  const { output } = await run([root, 'commit'], isRoot ? { uid: nobody } : {});
  expect(output).toContain('lib/f1.js could not be written (EACCES)');
  expect(snapshot(root)).toEqual(before);
  fs.chmodSync(path.join(root, 'lib'), 0o755);
});
