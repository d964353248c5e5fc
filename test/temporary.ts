// Temporary folders for tests: made from a description, removed when the test has ended.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Text, bytes, an executable, a symlink. */
export type Entry = string | Buffer | { readonly text: string; readonly mode: number } | { readonly link: string };

/** Path -> what stands there. */
export type Entries = Readonly<Record<string, Entry>>;

/** An empty folder: its real path. */
export function folder(): string {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'unblock-test-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Puts files into `root`, and the folders that they need. */
export function put(root: string, entries: Entries): void {
  for (const [id, entry] of Object.entries(entries)) {
    const file = path.join(root, id);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof entry === 'string' || Buffer.isBuffer(entry)) writeFileSync(file, entry);
    else if ('link' in entry) symlinkSync(entry.link, file);
    else {
      writeFileSync(file, entry.text);
      chmodSync(file, entry.mode);
    }
  }
}

/** A folder with these files. */
export function tree(entries: Entries): string {
  const root = folder();
  put(root, entries);
  return root;
}

/** A folder with these files, in which the dependencies of this project are installed. */
export const installed = (entries: Entries): string => tree({ ...entries, node_modules: { link: path.join(PROJECT, 'node_modules') } });
