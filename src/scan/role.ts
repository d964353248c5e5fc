// Says what part a file plays in its repository, from its path alone.
import type { FileRole } from '../core/source.ts';

const TEST_FOLDER = /^(?:.+[-_])?(?:tests?|specs?)$|^(?:__tests__|__mocks__|__fixtures__|__testfixtures__|e2e|cypress)$/;
const TEST_FILE = /(?:[.\-_](?:test|tests|spec|specs)|^tests?)\.[^.]+$|\.(?:test|spec)\.|^(?:jest|vitest|mocha)[.\-_]setup\b/;
const EXAMPLE_FOLDER = new Set(['example', 'examples', 'demo', 'demos', 'sample', 'samples']);
const SCRIPT_FOLDER = new Set(['script', 'scripts', 'bin', 'tool', 'tools']);
const TOOL_DOTFILE = /^\..*rc(?:\.[cm]?[jt]s)?$|^\.pnp\.[cm]?js$/;
const CONFIG_FILE =
  /^(?:grunt|gulp|jake)file(?:\.\w+)*$|^(?:webpack|rollup|karma|babel|jest|vite|wdio|protractor)\..+\.[cm]?[jt]s$|\.conf(?:ig)?\.[cm]?[jt]s$/i;
/** Below these a file named *.config.js is part of the program, not of its tooling. */
const PROGRAM_FOLDER = /^(?:src|lib|app|server)\//;

/**
 * The role of file `id`.
 * @param packageDir folder of the nearest package.json ('' for the root): `bin/` counts there, not deep inside `src/`
 */
export function roleOf(id: string, packageDir: string): FileRole {
  const segments = id.split('/');
  const name = segments.pop() ?? '';
  if (segments.some((segment) => TEST_FOLDER.test(segment)) || TEST_FILE.test(name)) return 'test';

  const inPackage = packageDir === '' ? id : id.slice(packageDir.length + 1);
  if (TOOL_DOTFILE.test(name)) return 'config';
  if (CONFIG_FILE.test(name) && !PROGRAM_FOLDER.test(inPackage)) return 'config';

  const depth = packageDir === '' ? 0 : packageDir.split('/').length;
  const outer = segments.slice(0, depth + 1);
  if (outer.some((segment) => EXAMPLE_FOLDER.has(segment))) return 'example';
  if (outer.some((segment) => SCRIPT_FOLDER.has(segment))) return 'script';
  return 'source';
}
