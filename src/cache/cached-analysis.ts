// An analysis whose every question to the disk has the answer that it had last time gives what it gave last time.
import path from 'node:path';
import { askAgain, Trace, tracing } from '../scan/disk.ts';
import { askGitAgain, GIT_QUESTION } from '../scan/git.ts';
import { entryOf, resultOf, type Entry, type Result } from './entry.ts';
import { ownDigest } from './own-digest.ts';
import { putEntry, takeEntry } from './store.ts';

const FORMAT = 1;

/** What a result depends on besides what is read. */
export interface Question {
  readonly root: string;
  /** Everything else that was asked for, as plain data. */
  readonly options: object;
}

/**
 * What `analyse` gives, from the cache when nothing that it depends on changed.
 *
 * An analysis is a function of its options, of the code of unblock and of the answers that the disk and git give it; all of
 * those go through src/scan/disk.ts and src/scan/git.ts, which note them. So an entry holds exactly what it depends on, and
 * is believed only when each question, asked again, has the same answer. Contents are compared, never dates.
 */
export async function cachedAnalysis<T extends Result>(question: Question, analyse: () => Promise<T>): Promise<T | Result> {
  // what JSON leaves out would be left out of the key
  if (!isPlain(question.options)) return analyse();
  const key = JSON.stringify([FORMAT, ownDigest(), process.cwd(), path.resolve(question.root), question.options]);
  const entry = (await takeEntry(key)) as Entry | undefined;
  const bytes = entry && (await bytesIfUnchanged(entry));
  const known = entry && bytes && resultOf(entry, bytes);
  if (known) return known;
  const trace = new Trace();
  const result = await tracing(trace, analyse);
  // a fault of unblock may have to do with the machine: the next run should try again
  const isSound = !result.plan.problems.some(({ code }) => code === 'tool-failure');
  if (trace.isRepeatable && isSound) await putEntry(key, entryOf(result, trace));
  return result;
}

const isPlain = (value: unknown): boolean =>
  value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value) ||
  (Array.isArray(value) ? value.every(isPlain) : typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain));

/**
 * Asks everything again.
 * @returns the bytes of the files that were read; undefined when an answer is another one
 */
async function bytesIfUnchanged({ notes }: Entry): Promise<Map<string, Buffer> | undefined> {
  const isForGit = ([question]: readonly [string, string]): boolean => question.startsWith(GIT_QUESTION);
  const ofGit = Promise.all(notes.filter(isForGit).map(async ([question, note]) => (await askGitAgain(question)) === note));
  const bytes = new Map<string, Buffer>();
  let isUnchanged = true;
  // one after the other while git runs: thousands of small reads take less time than as many promises
  for (const noted of notes) {
    if (isForGit(noted)) continue;
    const [question, note] = noted;
    const again = askAgain(question);
    isUnchanged = again.note === note;
    if (!isUnchanged) break;
    if (again.bytes) bytes.set(question.slice(question.indexOf(' ') + 1), again.bytes);
  }
  return (await ofGit).every(Boolean) && isUnchanged ? bytes : undefined;
}
