// Errors of migrated programs: nobody's error ends the process as it did, and stack traces name the functions that they named.
import { spawn } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { put, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Ended { readonly code: number | null; readonly stdout: string; readonly stderr: string }

const started = (root: string, file: string): Promise<Ended> => new Promise((resolve) => {
  const child = spawn(process.execPath, [file], { cwd: root, env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { said.stdout += chunk; });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { said.stderr += chunk; });
  child.on('close', (code) => resolve({ code, ...said }));
});

/** Runs a program as it is, and as sync-to-await makes it. */
async function bothWays(file: string, text: string): Promise<{ readonly before: Ended; readonly after: Ended; readonly migrated: string }> {
  const root = tree({ 'package.json': `{ "private": true, "type": "${file.endsWith('.mjs') ? 'module' : 'commonjs'}" }\n`, [file]: text });
  const before = await started(root, file);
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['sync-to-await'] });
  expect(plan.sites.map(({ outcome }) => outcome)).not.toContain('refused');
  const migrated = changes[0]!.after;
  put(root, { [file]: migrated });
  return { before, after: await started(root, file), migrated };
}

/** The functions that a stack trace names, innermost first, without the module itself. */
const frames = (stack: string): string[] => [...stack.matchAll(/^ +at (?:async )?(?:new )?([\w.]+) \(.*main\.\w+:\d+/gm)].map((match) => match[1]!).filter((name) => !name.startsWith('Object.') && !/^ModuleJob/.test(name));

const LOAD = `
function load(file) {
  const text = fs.readFileSync('package.json', 'utf8');
  if (text.length > 0) throw Object.assign(new TypeError('no ' + file), { file });
  return text;
}
const start = (file) => load(file);
`;
const CJS = `const fs = require('fs');${LOAD}`;

const ENTRIES: readonly (readonly [string, string, string])[] = [
  ['statements', 'main.js', `${CJS}console.log('begins');\nconst text = start('a.txt');\nconsole.log('never', text);\n`],
  ['the last call', 'main.js', `${CJS}function main() {\n  start('a.txt');\n}\nconsole.log('begins');\nmain();\n`],
  ['what the entry alone does', 'main.js', `${CJS}console.log('begins');\nif (require.main === module) {\n  start('a.txt');\n}\n`],
  ['an ES module', 'main.mjs', `import fs from 'node:fs';${LOAD}console.log('begins');\nconsole.log(start('a.txt'));\n`],
];

test.each(ENTRIES)('an error that nobody handles: %s', async (_, file, text) => {
  const { before, after } = await bothWays(file, text);
  expect(before).toMatchObject({ code: 1, stdout: 'begins\n' });
  expect(after).toMatchObject({ code: 1, stdout: 'begins\n' });
  for (const { stderr } of [before, after]) {
    expect(stderr).toContain('TypeError: no a.txt');
    expect(stderr).toContain("file: 'a.txt'");
    expect(stderr).toContain(`Node.js ${process.version}`);
  }
  const wanted = frames(before.stderr);
  expect(wanted.slice(0, 2)).toEqual(['load', 'start']);
  // statements of the top level stand in a function now, which comes last
  expect(frames(after.stderr).slice(0, wanted.length)).toEqual(wanted);
});

test('listeners of uncaught exceptions get it with the origin that it had, and set the exit code', async () => {
  const listens = "process.on('uncaughtException', ({ message }, origin) => {\n  console.log(message, origin);\n  process.exitCode = 7;\n});\nprocess.on('unhandledRejection', () => console.log('rejection'));\n";
  const { before, after } = await bothWays('main.js', `${CJS}${listens}const text = start('a.txt');\nconsole.log(text);\n`);
  expect(before).toMatchObject({ code: 7, stdout: 'no a.txt uncaughtException\n', stderr: '' });
  expect(after).toEqual(before);
});

test('an async call at the top level that nobody waits for, written by hand, ends the process in the same way without a handler', async () => {
  const root = tree({ 'sync.cjs': 'function main() { throw new TypeError("broken"); }\nmain();\n', 'async.cjs': 'async function main() { await null; throw new TypeError("broken"); }\nmain();\n' });
  for (const each of ['sync.cjs', 'async.cjs']) {
    const { code, stderr } = await started(root, each);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n\nTypeError: broken\n    at main \(.*cjs:1:/);
  }
});

const CALLERS = `const fs = require('fs');
const { execSync } = require('child_process');
function inner(file) {
  const text = fs.readFileSync('package.json', 'utf8');
  if (file === 'bad') throw new Error('bad ' + text.length);
  return fs.readFileSync(file, 'utf8');
}
const middle = (file) => inner(file);
function outer(file) { return middle(file); }
class Store { load(file) { return outer(file); } }
function each(files) { return files.map((file) => new Store().load(file)); }
function found(files) { return files.find((file) => outer(file) === ''); }
function filtered(files) { return files.filter((file) => outer(file) === '').length; }
function checked(files) { return files.some((file) => outer(file)); }
function reduced(files) { return files.reduce((sum, file) => sum + outer(file), ''); }
function looped(files) { files.forEach((file) => { outer(file); }); }
function tagged(file) { return outer(file) || 'none'; }
function chosen(file) { return file ? outer(file) : undefined; }
function command(text) { return execSync(text, { stdio: 'pipe' }).toString(); }
function caught(file) { try { return outer(file); } finally { void 0; } }
function exists(file) { return fs.existsSync(file) && outer('bad'); }
function report() {
  const kinds = [() => outer('bad'), () => each(['bad']), () => found(['bad']), () => filtered(['bad']), () => checked(['bad']), () => reduced(['bad']), () => looped(['bad']), () => tagged('bad'), () => chosen('bad'), () => command('exit 3'), () => caught('bad'), () => exists('main.js')];
  for (const run of kinds) {
    try {
      run();
    } catch (error) {
      console.log(error.stack.split('\\n').filter((line) => /^ +at/.test(line)).join('\\n') + '\\n--');
    }
  }
}
report();
`;

test('a stack trace names every function that it named: what a function returns is awaited in it', async () => {
  const { before, after, migrated } = await bothWays('main.js', CALLERS);
  const traces = ({ stdout }: Ended): string[][] => stdout.split('--\n').filter((trace) => trace !== '').map(frames);
  const [wanted, got] = [traces(before), traces(after)];
  expect(wanted).toHaveLength(12);
  expect(wanted.map((names) => names.at(-1))).toEqual(Array.from({ length: 12 }, () => 'report'));
  // functions that unblock adds, mapAsync and the like, come besides
  expect(got.map((names, index) => names.filter((name) => wanted[index]!.includes(name)))).toEqual(wanted);
  expect(after.stdout).toMatch(/at async outer .*\n +at async chosen/);
  expect(migrated).toContain('return await middle(file)');
});
