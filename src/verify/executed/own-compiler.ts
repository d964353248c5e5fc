// What the repository's own TypeScript says about the tree in the copy: errors as data, to be compared with those before.
import { access, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileId, ScannedRepo } from '../../core/source.ts';
import type { RuntimeFinding } from '../../core/verification.ts';
import { asset } from './assets.ts';
import type { Sandbox } from './sandbox.ts';

export interface TypeError {
  readonly file: FileId;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

export interface TypeErrors {
  readonly version: string;
  readonly errors: readonly TypeError[];
}

const TIMEOUT_MS = 300_000;

/**
 * Errors in the copy as it is.
 * @returns undefined when the repository has no compiler or nothing to compile
 * @throws Error when the compiler did not come to its end
 */
export async function ownTypeErrors(sandbox: Sandbox, { packages }: ScannedRepo): Promise<TypeErrors | undefined> {
  const isThere = async (file: string): Promise<boolean> => access(file).then(() => true, () => false);
  if (!(await isThere(path.join(sandbox.dir, 'node_modules/typescript/package.json')))) return undefined;
  const places = [...new Set(['', ...packages.map(({ dir }) => dir)])].map((dir) => path.join(sandbox.dir, dir, 'tsconfig.json'));
  const configs: string[] = [];
  for (const place of places) if (await isThere(place)) configs.push(place);
  if (configs.length === 0) return undefined;
  const folder = path.join(sandbox.out, 'types');
  await mkdir(folder, { recursive: true });
  const out = path.join(folder, 'errors.json');
  const { timedOut } = await sandbox.run(process.execPath, ['--max-old-space-size=4096', asset('type-errors.cjs'), out, ...configs], { timeoutMs: TIMEOUT_MS, logFile: path.join(folder, 'log') });
  const text = await readFile(out, 'utf8').catch(() => undefined);
  if (text !== undefined) return JSON.parse(text) as TypeErrors;
  const log = await readFile(path.join(folder, 'log'), 'utf8');
  throw new Error(timedOut ? 'it did not end' : (log.trim().split('\n').find((line) => /Error/.test(line)) ?? 'it ended without an answer'));
}

/** Errors that are new; one before excuses one after with the same words in the same file. */
export function newTypeErrors(before: TypeErrors, after: TypeErrors): RuntimeFinding[] {
  const known = new Map<string, number>();
  for (const error of before.errors) known.set(keyOf(error), (known.get(keyOf(error)) ?? 0) + 1);
  return after.errors.filter((error) => {
    const left = known.get(keyOf(error)) ?? 0;
    known.set(keyOf(error), left - 1);
    return left <= 0;
  }).map(({ file, line, code, message }) => ({ kind: 'type-error', place: `${file}:${line}`, message: `TS${code}: ${message.slice(0, 300)}` }));
}

const keyOf = ({ file, code, message }: TypeError): string => `${file} ${code} ${message}`;
