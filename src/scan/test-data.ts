// Which files among the tests are data of a test: it gives their paths to something that reads or bundles them. Reads texts only.
import path from 'node:path';
import type { FileId, SourceFile } from '../core/source.ts';

/** A file of tests by itself, or a part of one. */
const TESTS = /(?<![\w$.])(?:describe|it|test|suite|specify|before|after|beforeEach|afterEach|t)\s*[.(]|["'](?:node:)?(?:assert|test|tap|tape|ava|vitest|chai|should|expect|expect\.js|must|unexpected|nodeunit|vows|jasmine)(?:\/[\w./-]+)?["']/;
/** The name of a JavaScript file at the end of a string, with the folders that stand before it there. */
const NAMED = /((?:[\w@.+-]+[\\/])*[\w@.+-]+\.[cm]?[jt]sx?)(?=["'`])/g;
/** The string before it loads it as a module, or runs it. */
const LOADED = /(?:\brequire(?:\.resolve)?\s*\(|\bfrom|\bimport\s*\(?)\s*["'`][^"'`\n]*$|\b(?:fork|spawn|spawnSync|exec|execSync|execFile|execFileSync|execa|Worker)\s*\([^;]*$|\bnode\s[^"'`\n]*$/;
const LOOK_BACK = 200;

/** Such files, each with the test that names it. */
export function testData(files: readonly SourceFile[]): ReadonlyMap<FileId, FileId> {
  const tests = files.filter(({ role }) => role === 'test');
  const candidates = new Map<string, FileId[]>();
  for (const { id, text } of tests) if (!TESTS.test(text)) candidates.set(path.posix.basename(id), [...(candidates.get(path.posix.basename(id)) ?? []), id]);
  const found = new Map<FileId, FileId>();
  const loaded = new Set<FileId>();
  if (candidates.size === 0) return found;
  for (const { id, text } of tests) {
    for (const { 1: named, index } of text.matchAll(NAMED)) {
      const parts = named!.split(/[\\/]/).filter((part) => part !== '.' && part !== '..');
      const isLoaded = LOADED.test(text.slice(Math.max(0, index - LOOK_BACK), index));
      for (const file of candidates.get(parts.at(-1)!) ?? []) {
        if (file === id || !`/${file}`.endsWith(`/${parts.join('/')}`)) continue;
        if (isLoaded) loaded.add(file);
        else if (!found.has(file)) found.set(file, id);
      }
    }
  }
  for (const file of loaded) found.delete(file);
  return found;
}
