// Parts of a plan go through the gates of the whole: what a person chose, what was saved, what one commit holds.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Engine } from '../src/cli/engine.ts';
import { main } from '../src/cli/main.ts';
import type { Choice, Prompts } from '../src/cli/prompts.ts';
import type { Review } from '../src/cli/review/review.ts';
import { savedReviews } from '../src/write/reviews.ts';
import { contents, folder, removeFolders, tree, unblock } from './run-tools.ts';

afterEach(removeFolders);

// types bind what no call does: both or none
const FILES: Record<string, string> = {
  'package.json': '{ "private": true, "type": "module", "scripts": { "a": "node use-a.js", "b": "node use-b.js", "c": "node use-c.js" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": [] } }\n',
  'node.d.ts': `declare module 'node:fs' {
  export function readFileSync(file: string, as: string): string;
}
declare module 'node:fs/promises' {
  export function readFile(file: string, as: string): Promise<string>;
}
declare const console: { log(...all: unknown[]): void };
declare const process: { nextTick(run: () => void): void };
`,
  'same.ts': `import { a } from './a.js';
import { b } from './b.js';
type Same<X extends () => unknown, Y extends () => unknown> = [ReturnType<X>] extends [ReturnType<Y>] ? 'same' : 'other';
export const kind: Same<typeof a, typeof b> = 'same';
`,
  ...Object.fromEntries(['a', 'b', 'c'].flatMap((name) => [
    [`${name}.ts`, `import { readFileSync } from 'node:fs';\nexport function ${name}(): string {\n  return readFileSync('${name}', 'utf8');\n}\n`],
    [`use-${name}.ts`, `import { ${name} } from './${name}.js';\nexport {};\nfunction main(): void {\n  console.log(${name}().length);\n}\nmain();\n`],
  ])),
};

/** A review in which `yes` says which files are accepted, then the answer that begins with `next`. */
async function reviewed(root: string, yes: (file: string) => boolean, next: RegExp, given: Partial<Engine> = {}) {
  const said = { out: '', err: '', offered: '' };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => void (said[name] += text), on: () => {}, off: () => {} });
  const answer = (review: Review): void => {
    for (const [at, { file, ids }] of review.questions.entries()) if (review.stateOf(at) === 'open') review.say({ say: yes(file) ? 'y' : 'n', ids });
  };
  const prompts: Prompts = {
    review: async ({ review, at }) => {
      answer(review);
      return { kind: 'done', at };
    },
    async choose<T>(_: string, choices: readonly Choice<T>[]) {
      said.offered = choices.map(({ name }) => name).join(' | ');
      return choices.find(({ name }) => next.test(name))!.value;
    },
    chooseMany: async () => [],
    edit: async (text) => text,
    confirm: async () => false,
    input: async () => '',
  };
  const code = await main(['review', '--public-api', 'break'], { stdout: stream('out'), stderr: stream('err'), cwd: root, env: {}, interactive: true, prompts, ...given });
  return { code, ...said };
}

describe('a part that a person chose', () => {
  test('what brings a type error without the rest is left out, with the compiler\'s words; the rest is written', async () => {
    const root = tree(FILES);
    const { code, err, out } = await reviewed(root, (file) => !file.endsWith('b.ts'), /^Write the/);
    expect(err).toMatch(/accepted changes? left out, without the others they would bring a fault: same\.ts:4 TS2322/);
    expect(out).toContain('wrote 2 files');
    expect(code).toBe(0);
    for (const file of ['a.ts', 'b.ts', 'use-a.ts', 'same.ts']) expect(readFileSync(path.join(root, file), 'utf8')).toBe(FILES[file]);
    expect(readFileSync(path.join(root, 'c.ts'), 'utf8')).toContain('await');
    // it is refused like any other: the next plan is whole, and its types are sound
    expect((await unblock(root, 'run', '--write', '--public-api', 'break')).code).toBe(0);
    expect(readFileSync(path.join(root, 'a.ts'), 'utf8')).toContain('await');
  });

  test('all of it needs no other look', async () => {
    const root = tree(FILES);
    const gate: Engine['gate'] = async () => () => Promise.reject(new Error('was asked'));
    expect((await reviewed(root, () => true, /^Write the/, { gate })).code).toBe(0);
    expect(readFileSync(path.join(root, 'b.ts'), 'utf8')).toContain('await');
  });

  test('a fault that comes from nothing in particular: nothing can be written, the answers are kept', async () => {
    const root = tree(FILES);
    const before = contents(root);
    const gate: Engine['gate'] = async () => async () => ({ faults: [{ finding: { code: 'exports', level: 'fault', file: 'c.ts', line: 1, column: 1, message: 'm', excerpt: '' }, evidence: 'c.ts:1 something is wrong', keys: [] }], review: [] });
    const { err, offered, code } = await reviewed(root, (file) => file.endsWith('c.ts'), /^Keep/, { gate });
    expect(err).toContain('unblock: what was accepted would make another program, so it cannot be written: c.ts:1 something is wrong\n');
    expect(offered).toBe('Keep the answers, write nothing | Forget the answers');
    expect(code).toBe(0);
    expect(contents(root)).toEqual(before);
    expect(await savedReviews(root)).toHaveLength(1);
  });
});

test('a saved plan that was made smaller by hand: type errors are found, nothing is written', async () => {
  const root = tree(FILES);
  const file = path.join(folder(), 'plan.json');
  await unblock(root, 'plan', '--public-api', 'break', '--out', file);
  const plan = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { decisions: unknown[] }>; sites: { file: string }[] };
  delete plan.files['b.ts'];
  delete plan.files['use-b.ts'];
  writeFileSync(file, JSON.stringify({ ...plan, sites: plan.sites.filter((site) => site.file !== 'b.ts') }));
  const before = contents(root);
  const { code, err } = await unblock(root, 'apply', file);
  expect(err).toMatch(/the plan would make another program, nothing was written: same\.ts:4 TS2322/);
  expect(code).toBe(5);
  expect(contents(root)).toEqual(before);
});

test('a commit takes in the next unit where its types need it: after each commit the types are sound', async () => {
  const root = tree(FILES);
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: root, encoding: 'utf8' });
  git('init', '-q');
  for (const [key, value] of [['user.name', 'Ada'], ['user.email', 'ada@example.org']]) git('config', key!, value!);
  git('add', '-A');
  git('commit', '-qm', 'base');
  expect((await unblock(root, 'run', '--write', '--public-api', 'break', '--commit', 'per-unit')).code).toBe(0);
  const files = (commit: string): string => git('show', '--format=', '--name-only', commit).trim().replaceAll('\n', ' ');
  expect([files('HEAD~1'), files('HEAD')]).toEqual(['a.ts b.ts use-a.ts use-b.ts', 'c.ts use-c.ts']);
});
