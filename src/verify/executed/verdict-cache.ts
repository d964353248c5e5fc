// What was found out about a tree, by a digest of its texts: a bisection that was cut off goes on where it was.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../../cache/store.ts';

/** Verdicts about trees of one repository under one question (the command, the symptoms). */
export class VerdictCache {
  private readonly file: string;
  private verdicts: Record<string, string | null> | undefined;

  /** @param question whatever the verdicts depend on besides the tree */
  constructor(question: readonly string[]) {
    this.file = path.join(cacheFolder('verify'), `${digestOf(question)}.json`);
  }

  /** The symptom that the tree showed, null when it showed none, undefined when nobody has looked. */
  async get(tree: ReadonlyMap<string, string>): Promise<string | null | undefined> {
    this.verdicts ??= await readFile(this.file, 'utf8').then((text) => JSON.parse(text) as Record<string, string | null>).catch(() => ({}));
    return this.verdicts[keyOf(tree)];
  }

  /** Remembers a verdict at once. Nothing depends on it: a folder that cannot be written is no error. */
  async set(tree: ReadonlyMap<string, string>, verdict: string | null): Promise<void> {
    (this.verdicts ??= {})[keyOf(tree)] = verdict;
    try {
      await mkdir(path.dirname(this.file), { recursive: true });
      await writeFile(`${this.file}.${process.pid}`, JSON.stringify(this.verdicts));
      await rename(`${this.file}.${process.pid}`, this.file);
    } catch {
      // it only costs time
    }
  }
}

const keyOf = (tree: ReadonlyMap<string, string>): string => digestOf([...tree].sort(([a], [b]) => (a < b ? -1 : 1)).flat());

const digestOf = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
