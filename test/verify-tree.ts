// Trees of a few files for the tests of verify: before and after as texts.
import path from 'node:path';
import type { Finding } from '../src/core/finding.ts';
import type { PackageInfo, ScannedRepo, SourceFile } from '../src/core/source.ts';
import { dialectOf } from '../src/scan/dialect.ts';
import { moduleKindOf } from '../src/scan/module-kind.ts';
import { checkMigration } from '../src/verify/static/check.ts';

/** A repository of these files; `dependencies` are those of its package.json. */
export function treeWith(files: Readonly<Record<string, string>>, dependencies: Readonly<Record<string, string>> = {}): ScannedRepo {
  const own: PackageInfo = { dir: '', name: undefined, private: true, type: 'commonjs', publicEntries: [], binEntries: [], dependencies, installed: {}, nodeRange: undefined, scripts: {} };
  return {
    root: path.resolve('/nowhere'),
    files: Object.entries(files).sort().map(([id, text]): SourceFile => ({
      id, text, hash: '', encoding: 'utf8', dialect: dialectOf(id, text), moduleKind: moduleKindOf(id, text, 'commonjs'), role: id.startsWith('test/') ? 'test' : 'source', executable: false, packageDir: '',
    })),
    packages: [own],
    skipped: [],
  };
}

/** Codes of what is found in `after`, with the level when it is no fault; a file left out of one side is the same on both. */
export function found(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, dependencies: Readonly<Record<string, string>> = {}): string[] {
  return findingsOf(before, after, dependencies).map(({ code, level, file, line }) => `${level === 'fault' ? '' : 'review '}${code} ${file}:${line}`);
}

export const findingsOf = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, dependencies: Readonly<Record<string, string>> = {}): readonly Finding[] =>
  checkMigration(treeWith({ ...after, ...before }, dependencies), treeWith({ ...before, ...after }, dependencies)).findings;
