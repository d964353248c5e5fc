// Runs git so that neither the scanned repository nor the environment can make it run anything else.
import { x } from 'tinyexec';
import { trustedPath } from '../core/trusted-path.ts';
import { hashOf } from './content.ts';
import { noteAnswer } from './disk.ts';

/** Settings that would start programs, reach the network, or change how paths are printed. */
const HARDENING = [
  '-c', 'core.fsmonitor=false',
  '-c', 'core.hooksPath=/dev/null',
  '-c', 'core.quotePath=false',
  '-c', 'protocol.allow=never',
  '-c', 'safe.bareRepository=explicit',
];

/** Variables a git hook exports would send git to another repository; these few are a person's own configuration. */
const KEPT_VARIABLE = /^GIT_(?:CEILING_DIRECTORIES|CONFIG_(?:GLOBAL|COUNT|KEY_\d+|VALUE_\d+))$/;

const TIMEOUT_MS = 120_000;

/**
 * Runs `git <args>` in `cwd`, read-only and without locks, hooks, fsmonitor, network or prompts.
 * @param settings configuration that overrides every configuration file, for keys that cannot be written as `-c key=value`
 * @param encoding 'latin1' gives each byte as one character
 * @returns standard output, or undefined when git is missing, refuses, fails or takes longer than two minutes.
 */
export async function git(cwd: string, args: readonly string[], settings: Settings = [], encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string | undefined> {
  const output = await run(cwd, args, settings, encoding);
  noteAnswer(`${GIT_QUESTION}${JSON.stringify([cwd, args, settings, encoding])}`, () => noteOf(output));
  return output;
}

type Settings = readonly (readonly [key: string, value: string])[];

/** How a question to git begins in a trace. */
export const GIT_QUESTION = 'git ';
const noteOf = (output: string | undefined): string => (output === undefined ? '!' : hashOf(Buffer.from(output)));

/** Asks git a noted question again. @returns the note of its answer */
export async function askGitAgain(noted: string): Promise<string> {
  const [cwd, args, settings, encoding] = JSON.parse(noted.slice(GIT_QUESTION.length)) as [string, string[], Settings, 'utf8' | 'latin1'];
  return noteOf(await run(cwd, args, settings, encoding));
}

async function run(cwd: string, args: readonly string[], settings: Settings, encoding: 'utf8' | 'latin1'): Promise<string | undefined> {
  try {
    const running = x('git', [...HARDENING, ...args], {
      timeout: TIMEOUT_MS,
      // Otherwise tinyexec puts the repository's node_modules/.bin first, where a file named `git` may wait.
      nodePath: false,
      nodeOptions: { cwd, env: environment(cwd, settings), stdio: ['ignore', 'pipe', 'pipe'] },
    });
    // tinyexec decodes chunk by chunk; this keeps a character that straddles two chunks whole.
    running.process?.stdout?.setEncoding(encoding);
    const { stdout, exitCode } = await running;
    return exitCode === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}

/** Splits the output of a `-z` command. */
export const splitNul = (output: string): string[] => output.split('\0').filter((part) => part !== '');

/** True when `dir` is inside a work tree that does not ignore it: only then does git know anything about its files. */
export async function isTracked(dir: string): Promise<boolean> {
  const inside = await git(dir, ['rev-parse', '--is-inside-work-tree']);
  if (inside?.trim() !== 'true') return false;
  // Succeeds only when the folder is ignored, as a checkout inside another repository's scratch folder is.
  return (await git(dir, ['check-ignore', '-q', '.'])) === undefined;
}

/** The environment for git: a key set to undefined is not passed on. */
function environment(cwd: string, settings: Settings): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const key of Object.keys(process.env)) {
    if (key.startsWith('GIT_') && !KEPT_VARIABLE.test(key)) env[key] = undefined;
    if (key.toUpperCase() === 'PATH') env[key] = trustedPath(process.env[key] ?? '', cwd);
  }
  env['GIT_CONFIG_NOSYSTEM'] = '1';
  env['GIT_TERMINAL_PROMPT'] = '0';
  env['GIT_OPTIONAL_LOCKS'] = '0';
  env['GIT_NO_LAZY_FETCH'] = '1';
  env['LC_ALL'] = 'C';
  if (settings.length > 0) {
    const first = Number(process.env['GIT_CONFIG_COUNT'] ?? 0) || 0;
    settings.forEach(([key, value], index) => {
      env[`GIT_CONFIG_KEY_${first + index}`] = key;
      env[`GIT_CONFIG_VALUE_${first + index}`] = value;
    });
    env['GIT_CONFIG_COUNT'] = String(first + settings.length);
  }
  return env;
}
