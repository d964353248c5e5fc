// Drives the command line of this checkout the way a user does: node bin/unblock.js.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { x } from 'tinyexec';
import type { Report } from '../../src/cli/report.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The program that the scripts drive; UNBLOCK_BIN names another build to compare with. */
export const BIN = process.env.UNBLOCK_BIN ?? join(PROJECT, 'bin/unblock.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

const TEN_MINUTES = 600_000;

/** Runs a program to its end; a bad exit code is an answer, not an exception. */
export async function ran(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}, stdin?: string): Promise<Ran> {
  const begun = performance.now();
  const { exitCode, stdout, stderr } = await x(command, [...args], { timeout: TEN_MINUTES, nodeOptions: { cwd, env }, ...(stdin === undefined ? {} : { stdin }) });
  return { code: exitCode ?? 128, stdout, stderr, seconds: (performance.now() - begun) / 1000 };
}

/** As `ran`. @throws Error with the program's own words when it fails. */
export async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await ran(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${code}): ${(stderr || stdout).trim().slice(-1500)}`);
  return stdout;
}

/** `unblock <args>`. */
export const unblock = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  ran(process.execPath, [BIN, ...args], cwd, env);

/** `unblock <args> --json` and its document. @throws Error when there is none */
export async function unblockJson(args: readonly string[], cwd: string): Promise<Ran & { readonly report: Report }> {
  const result = await unblock([...args, '--json'], cwd);
  try {
    return { ...result, report: JSON.parse(result.stdout) as Report };
  } catch {
    throw new Error(`unblock ${args.join(' ')} printed no JSON (exit code ${result.code}): ${/^FATAL ERROR.*/m.exec(result.stderr)?.[0] ?? result.stderr.trim().slice(-1500)}`);
  }
}

/** Builds dist/ when a source is newer than it. @throws Error when the build fails */
export async function buildIfStale(): Promise<void> {
  if (process.env.UNBLOCK_BIN !== undefined) return;
  const built = await changed(join(PROJECT, 'dist/src/cli/main.js'));
  const sources = await Promise.all(['src', 'transforms'].map((folder) => newest(join(PROJECT, folder))));
  if (built < Math.max(...sources)) await must('npm', ['run', 'build'], PROJECT);
}

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => changed(join(entry.parentPath, entry.name))));
  return Math.max(0, ...times);
}

async function changed(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}
