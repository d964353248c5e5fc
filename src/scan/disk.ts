// The one reader of the disk for all that a plan depends on: every answer can be noted, and the question asked again.
import { AsyncLocalStorage } from 'node:async_hooks';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { hashOf } from './content.ts';

export interface Looked {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
}

export interface Entry {
  readonly name: string;
  readonly kind: Looked['kind'];
}

interface Question<Answer> {
  readonly now: (path: string) => Answer;
  readonly later: (path: string) => Promise<Answer>;
  /** The whole answer in few words: two answers with one note are the same. */
  readonly note: (answer: Answer) => string;
}

const HEAD_BYTES = 160;

const kindOf = (one: Stats | Dirent): Looked['kind'] => (one.isFile() ? 'file' : one.isDirectory() ? 'folder' : one.isSymbolicLink() ? 'link' : 'other');
// the size of a folder says how it is stored
const looked = (stats: Stats): Looked => ({ kind: kindOf(stats), size: stats.isFile() ? stats.size : 0 });
/** In code-unit order: that of the disk may change although the folder does not. */
const entriesOf = (entries: readonly Dirent[]): Entry[] => entries.map((one) => ({ name: one.name, kind: kindOf(one) })).sort((a, b) => (a.name < b.name ? -1 : 1));
const noteLooked = ({ kind, size }: Looked): string => `${kind} ${size}`;

const questions = {
  bytes: { now: (path) => readFileSync(path), later: (path) => readFile(path), note: hashOf } satisfies Question<Buffer>,
  /** What stands at a path, links followed. */
  follow: { now: (path) => looked(statSync(path)), later: async (path) => looked(await stat(path)), note: noteLooked } satisfies Question<Looked>,
  /** What stands at a path itself. */
  look: { now: (path) => looked(lstatSync(path)), later: async (path) => looked(await lstat(path)), note: noteLooked } satisfies Question<Looked>,
  list: {
    now: (path) => entriesOf(readdirSync(path, { withFileTypes: true })),
    later: async (path) => entriesOf(await readdir(path, { withFileTypes: true })),
    note: (entries) => hashOf(Buffer.from(JSON.stringify(entries))),
  } satisfies Question<Entry[]>,
  real: { now: (path) => realpathSync.native(path), later: (path) => realpath(path), note: (path) => path } satisfies Question<string>,
  /** The first bytes of a file, one character each. */
  head: { now: headNow, later: headLater, note: (text) => JSON.stringify(text) } satisfies Question<string>,
};

type Questions = typeof questions;
type Name = keyof Questions;
type AnswerTo<N extends Name> = ReturnType<Questions[N]['now']>;

/** What was asked of the disk, and of git, on the way to a result, with what it said: question -> note of the answer. */
export class Trace {
  readonly notes = new Map<string, string>();
  /** False when the same question had two answers: what depends on it is anybody's guess. */
  isRepeatable = true;

  note(question: string, answer: string): void {
    const known = this.notes.get(question);
    if (known === undefined) this.notes.set(question, answer);
    // it changed meanwhile
    else if (known !== answer) this.isRepeatable = false;
  }
}

const current = new AsyncLocalStorage<Trace>();

/** Does `work`; whatever it asks is noted in `trace`. */
export const tracing = <T>(trace: Trace, work: () => Promise<T>): Promise<T> => current.run(trace, work);

/** Notes the answer to a question that is not about a path. */
export const noteAnswer = (question: string, answer: () => string): void => current.getStore()?.note(question, answer());

const failure = (error: unknown): string => `!${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`;

function ask<N extends Name>(name: N) {
  const question = questions[name] as unknown as Question<AnswerTo<N>>;
  return async (path: string): Promise<AnswerTo<N>> => {
    const trace = current.getStore();
    try {
      const answer = await question.later(path);
      trace?.note(`${name} ${path}`, question.note(answer));
      return answer;
    } catch (error) {
      trace?.note(`${name} ${path}`, failure(error));
      throw error;
    }
  };
}

function askNow<N extends Name>(name: N) {
  const question = questions[name] as unknown as Question<AnswerTo<N>>;
  return (path: string): AnswerTo<N> | undefined => {
    const trace = current.getStore();
    try {
      const answer = question.now(path);
      trace?.note(`${name} ${path}`, question.note(answer));
      return answer;
    } catch (error) {
      trace?.note(`${name} ${path}`, failure(error));
      return undefined;
    }
  };
}

/** Questions about paths; those that fail throw what node:fs throws. */
export const disk = { bytes: ask('bytes'), follow: ask('follow'), look: ask('look'), list: ask('list'), real: ask('real'), head: ask('head') };

/** The same for callers that cannot wait; undefined where there is no answer. */
export const diskNow = { bytes: askNow('bytes'), follow: askNow('follow'), list: askNow('list'), real: askNow('real') };

/**
 * Asks a noted question about a path again.
 * @returns the note of the answer, and the bytes of a file. A question that is none has an answer that nobody noted
 */
export function askAgain(noted: string): { readonly note: string; readonly bytes?: Buffer } {
  const space = noted.indexOf(' ');
  const name = noted.slice(0, space);
  if (!Object.hasOwn(questions, name)) return { note: '?' };
  const question = questions[name as Name] as unknown as Question<unknown>;
  try {
    const answer = question.now(noted.slice(space + 1));
    return { note: question.note(answer), ...(name === 'bytes' && { bytes: answer as Buffer }) };
  } catch (error) {
    return { note: failure(error) };
  }
}

function headNow(path: string): string {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer.toString('latin1', 0, readSync(handle, buffer, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

async function headLater(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
