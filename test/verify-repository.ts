// Small repositories on disk for the tests of verify that run code: the tree before is committed, the one after lies in the folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import type { ExecutedPart, Verification } from '../src/core/verification.ts';
import { verifyTree } from '../src/verify/verify.ts';

/** Folders that are removed when the tests of a file have ended. */
export const places: string[] = [];
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

export type Files = Readonly<Record<string, string>>;

/** A git repository whose commit is `before` and whose work tree is `before` with `after` in it. */
export function repository(before: Files, after: Files): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'verify-test-')));
  places.push(root);
  const write = (files: Files): void => Object.entries(files).forEach(([id, text]) => {
    mkdirSync(path.dirname(path.join(root, id)), { recursive: true });
    writeFileSync(path.join(root, id), text);
  });
  write(before);
  const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
  git('init');
  git('add', '-A');
  git('commit', '-m', 'before');
  write(after);
  return root;
}

export const packageJson = '{ "name": "app", "private": true, "scripts": { "test": "node --test test/" } }\n';

/** A file of tests for node:test. */
export const TEST = (body: string): string => `const test = require('node:test');\nconst assert = require('node:assert');\n${body}\n`;

export interface VerifiedOptions {
  readonly orders?: readonly string[];
  /** Packages of this project that are installed there as well. */
  readonly packages?: readonly string[];
}

export type Executed = Verification & { readonly executed: ExecutedPart };

/** Verifies such a repository, runs included, and asserts that its folder holds the same files as before. */
export async function verified(before: Files, after: Files, { orders = [], packages = [] }: VerifiedOptions = {}): Promise<Executed> {
  const root = repository({ 'package.json': packageJson, '.gitignore': 'node_modules\n', ...before }, after);
  for (const name of packages) {
    mkdirSync(path.dirname(path.join(root, 'node_modules', name)), { recursive: true });
    symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name));
  }
  const old = readdirSync(root);
  const result = await verifyTree({ root, against: undefined, isStatic: false, test: undefined, orders });
  expect(readdirSync(root)).toEqual(old);
  expect(result?.executed).toBeDefined();
  return result as Executed;
}
