// Whether a package lints its code with JSHint in a configuration that rejects async functions.
import path from 'node:path';
import type { PackageInfo } from '../core/source.ts';
import { disk } from './disk.ts';

const RUNNERS = ['jshint', 'mocha-jshint', 'grunt-contrib-jshint', 'gulp-jshint'];

const read = (...parts: string[]): Promise<string> => disk.bytes(path.join(...parts)).then((bytes) => bytes.toString('utf8'), () => '');

/**
 * Async functions need `esversion` 8 (https://jshint.com/docs/options/#esversion), which JSHint has since 2.10. A package
 * whose JSHint is not installed is taken to have an old one.
 * @param packageRoot absolute path
 */
export async function jshintOf(packageRoot: string, dependencies: Readonly<Record<string, string>>): Promise<Pick<PackageInfo, 'lintsOldSyntax'>> {
  if (!RUNNERS.some((name) => name in dependencies)) return {};
  const configured = Number(/"esversion"\s*:\s*"?(\d+)/.exec(await read(packageRoot, '.jshintrc'))?.[1] ?? 5);
  if ((configured > 2000 ? configured - 2009 : configured) >= 8) return {};
  const [, major, minor] = /"version"\s*:\s*"(\d+)\.(\d+)/.exec(await read(packageRoot, 'node_modules/jshint/package.json')) ?? [];
  return { lintsOldSyntax: Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 10) ? 'per-file' : 'always' };
}
