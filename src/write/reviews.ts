// Reviews that are under way: one file each in .unblock/reviews, to which every answer is appended as it is given.
import { closeSync, openSync, writeSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile, syncFolder } from './durable.ts';
import { unblockDir } from './journal.ts';
import { withLock } from './lock.ts';
import { realRoot } from './places.ts';
import { tidy } from './tidy.ts';
import { WriteError, codeOf } from './write-error.ts';

/** A review as its file tells it. What stands in `about` and `answers` is the caller's business, and not to be trusted. */
export interface SavedReview {
  /** `0001-20260131-235959` */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly about: unknown;
  readonly answers: readonly unknown[];
}

/** An open review. */
export interface ReviewLog {
  readonly id: string;
  /** Keeps one more answer. It is with the operating system when this returns, so that no kill can lose it. */
  append(answer: unknown): void;
  close(): void;
}

const VERSION = 1;
const ID = /^\d{4,}-\d{8}-\d{6}$/;
const reviewsDir = (root: string): string => path.join(unblockDir(root), 'reviews');
const fileOf = (root: string, id: string): string => path.join(reviewsDir(root), `${id}.jsonl`);

/** Nobody else writes, undoes or reviews below `root` while `work` runs. @throws WriteError 'lock-held' and as withLock */
export async function duringReview<T>(root: string, note: (text: string) => void, work: () => Promise<T>): Promise<T> {
  const real = await realRoot(root);
  return withLock(real, note, async () => {
    try {
      return await work();
    } finally {
      await rmdir(reviewsDir(real)).catch(() => undefined);
      await tidy(real);
    }
  });
}

/** The reviews below `root`, oldest first. Takes no lock and writes nothing. A file that is none of ours is passed over. */
export async function savedReviews(root: string): Promise<SavedReview[]> {
  const real = await realRoot(root);
  const names = await readdir(reviewsDir(real)).catch(() => [] as string[]);
  const ids = names.flatMap((name) => (name.endsWith('.jsonl') && ID.test(name.slice(0, -6)) ? [name.slice(0, -6)] : []));
  const reviews: SavedReview[] = [];
  for (const id of ids.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))) {
    const review = parse(id, await readFile(fileOf(real, id), 'utf8'));
    if (review) reviews.push(review);
  }
  return reviews;
}

/**
 * Begins the file of a review, or writes that of `again` anew with what is still true of it. Call it during the review.
 * @throws WriteError 'io', 'outside-root'
 */
export async function openReview(root: string, about: unknown, again?: Pick<SavedReview, 'id' | 'time' | 'answers'>): Promise<ReviewLog> {
  const real = await realRoot(root);
  const now = new Date();
  const id = again?.id ?? (await nextId(real, now));
  const lines = [{ version: VERSION, id, time: again?.time ?? now.toISOString(), about }, ...(again?.answers ?? [])];
  try {
    await mkdir(reviewsDir(real)).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    if (!(await lstat(reviewsDir(real))).isDirectory()) throw new WriteError('outside-root', `${reviewsDir(real)} is not a folder, so unblock will not keep answers there. Remove it first.`);
    const file = fileOf(real, id);
    await replaceFile(file, Buffer.from(lines.map(line).join('')), { mode: 0o600 }, `${file}.new`);
    await syncFolder(reviewsDir(real));
    const handle = openSync(file, 'a');
    return { id, append: (answer) => void writeSync(handle, line(answer)), close: () => closeSync(handle) };
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw new WriteError('io', `The answers could not be kept in ${reviewsDir(real)} (${codeOf(error) ?? String(error)}). No file was touched.`, [], error);
  }
}

/** Takes a review away, when it was carried out or given up. */
export async function removeReview(root: string, id: string): Promise<void> {
  if (ID.test(id)) await rm(fileOf(await realRoot(root), id), { force: true });
}

async function nextId(root: string, time: Date): Promise<string> {
  const names = await readdir(reviewsDir(root)).catch(() => [] as string[]);
  const numbers = names.map((name) => Number.parseInt(name, 10)).filter(Number.isSafeInteger);
  return `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${time.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}`;
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** A kill may have cut off the last line: what is no JSON was never an answer. */
function parse(id: string, text: string): SavedReview | undefined {
  const values = text.split('\n').flatMap((each): unknown[] => {
    try {
      return each === '' ? [] : [JSON.parse(each)];
    } catch {
      return [];
    }
  });
  const [head, ...answers] = values as [{ version?: unknown; id?: unknown; time?: unknown; about?: unknown } | null | undefined, ...unknown[]];
  if (typeof head !== 'object' || head === null || head.version !== VERSION || head.id !== id || typeof head.time !== 'string') return undefined;
  return { id, time: head.time, about: head.about, answers };
}
