// Runs the user's own jscodeshift transform over the files of a repository: each guarded, in processes that may die.
import os from 'node:os';
import type { CodemodMessage, CodemodReport } from '../core/codemod.ts';
import type { FileChange } from '../core/edit.ts';
import type { Decision, MigrationPlan, Problem } from '../core/plan.ts';
import type { ScannedRepo, SourceFile } from '../core/source.ts';
import { applyEdits } from '../edits/apply.ts';
import { lineEdits } from '../edits/line-edits.ts';
import { entryBeside } from '../isolate/entry.ts';
import { WorkerProcess } from '../isolate/worker-process.ts';
import type { Ended } from '../isolate/worker-process.ts';
import { scan } from '../scan/scan.ts';
import { encode } from '../write/bytes.ts';
import type { Answer, Job, TransformCall } from './job.ts';

export interface CodemodOptions {
  readonly root: string;
  readonly call: TransformCall;
  /** The transform as the person named it. */
  readonly name: string;
  /** What one file may take. */
  readonly deadlineMs: number;
  /** What the heap of one process may grow to. */
  readonly heapMb?: number;
  /** How many processes there are. The result does not depend on it, unless the transform keeps something from file to file. */
  readonly width?: number;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  readonly onOutput?: (text: string) => void;
}

export interface CodemodRun {
  readonly repo: ScannedRepo;
  /** One decision for each changed file; no sites. */
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly report: CodemodReport;
}

/** The transform itself is of no use; `message` is one line. */
export class CodemodError extends Error {
  override readonly name = 'CodemodError';
}

const HEAP_MB = 1024;
/** Loading may compile a lot of code of the transform's own. */
const LOAD_MS = 60_000;
const MOST_PROCESSES = 8;
/** With fewer files for each, starting processes takes longer than they save. */
const FILES_EACH = 20;

interface Handled {
  readonly change?: FileChange;
  readonly problem?: Problem;
  readonly answer?: Answer;
}

/**
 * Writes nothing. A file on which the transform throws, does not end, uses up its memory or ends its process becomes a
 * problem of the plan, and so does one whose new text does not parse.
 * @throws CodemodError when the transform cannot be loaded; ScanError
 */
export async function runCodemod(options: CodemodOptions): Promise<CodemodRun> {
  const { root, call, name, deadlineMs, heapMb = HEAP_MB, onProgress = () => {}, onOutput } = options;
  onProgress('scan', 0, 1);
  const repo = await scan(root);
  const files = repo.files.filter(({ dialect }) => dialect !== 'dts');
  const width = options.width ?? Math.max(1, Math.min(os.availableParallelism(), MOST_PROCESSES, Math.ceil(files.length / FILES_EACH)));
  const workers = Array.from({ length: width }, () => new WorkerProcess<Job, Answer>(entryBeside(import.meta.url, 'worker'), { cwd: repo.root, heapMb, ...(onOutput && { onOutput }) }));
  try {
    const unusable = await load(workers[0]!, call);
    if (unusable !== undefined) throw new CodemodError(`${call.file} cannot be loaded: ${unusable}`);
    const handled = new Array<Handled>(files.length);
    let next = 0;
    let done = 0;
    onProgress('transform', 0, files.length);
    await Promise.all(workers.map(async (worker) => {
      for (let index = next++; index < files.length; index = next++) {
        handled[index] = await handle(worker, { call, name, deadlineMs, file: files[index]! });
        onProgress('transform', ++done, files.length);
      }
    }));
    return { repo, ...summed(files, handled, name) };
  } finally {
    for (const worker of workers) worker.close();
  }
}

/** Starts the process of `worker`. Answers why the transform cannot be used. */
async function load(worker: WorkerProcess<Job, Answer>, call: TransformCall): Promise<string | undefined> {
  const ended = await worker.run({ call }, LOAD_MS);
  if (ended.kind === 'lost') return `it ${ended.message}`;
  return ended.answer.outcome.kind === 'not-loaded' ? ended.answer.outcome.message : undefined;
}

/** One file, in a process where the transform is loaded: what loading takes does not count. */
async function transformed(worker: WorkerProcess<Job, Answer>, job: Job, deadlineMs: number): Promise<Ended<Answer>> {
  if (!worker.isUp) await load(worker, job.call);
  return worker.run(job, deadlineMs);
}

interface Task {
  readonly call: TransformCall;
  readonly name: string;
  readonly deadlineMs: number;
  readonly file: SourceFile;
}

async function handle(worker: WorkerProcess<Job, Answer>, { call, name, deadlineMs, file }: Task): Promise<Handled> {
  const { id, text, dialect, moduleKind, encoding } = file;
  const job: Job = { call, source: { id, text, dialect, moduleKind } };
  let ended: Ended<Answer> = await transformed(worker, job, deadlineMs);
  // what ended the process may have been left behind by a file before this one
  if (ended.kind === 'lost' && ended.why !== 'time') ended = await transformed(worker, job, deadlineMs);
  const failed = (message: string, answer?: Answer): Handled => ({ problem: { file: id, code: 'transform-failed', message }, ...(answer && { answer }) });
  if (ended.kind === 'lost') return failed(`${name} ${ended.message}`);
  const { answer } = ended;
  const { outcome } = answer;
  if (outcome.kind === 'not-loaded' || outcome.kind === 'threw') return failed(`${name} threw: ${outcome.message}`, answer);
  if (outcome.kind === 'does-not-parse') {
    const { message, line, which } = outcome;
    if (which === 'input') return { problem: { file: id, code: 'does-not-parse', message, line }, answer };
    return { problem: { file: id, code: 'output-rejected', message: `what ${name} made of it does not parse: ${message} (line ${line} of it)` }, answer };
  }
  if (outcome.kind === 'loaded' || outcome.text === null) return { answer };
  const edits = lineEdits(text, outcome.text);
  if (edits.length === 0) return { answer };
  const after = applyEdits(text, edits);
  if (encode(after, encoding) === undefined) {
    return { problem: { file: id, code: 'output-rejected', message: `what ${name} made of it has characters that ${encoding === 'latin1' ? 'its encoding (Latin-1)' : 'UTF-8'} cannot express` }, answer };
  }
  return { change: { file: id, before: text, after, groups: [{ decision: decisionId(file), edits }] }, answer };
}

const decisionId = ({ id, text }: SourceFile): string => `${id}:0-${text.length}:codemod`;

function decisionOf(file: SourceFile, name: string): Decision {
  return {
    id: decisionId(file),
    file: file.id,
    span: { start: 0, end: file.text.length },
    line: 1,
    verdict: 'codemod',
    transform: name,
    name: file.id,
    cause: { kind: 'codemod', transform: name },
    alsoBecause: [],
    needs: [],
  };
}

function summed(files: readonly SourceFile[], handled: readonly Handled[], name: string): Omit<CodemodRun, 'repo'> {
  const counts = { changed: 0, unchanged: 0, skipped: 0, failed: 0 };
  const reports: CodemodMessage[] = [];
  const stats = new Map<string, number>();
  const decided: Record<string, { hash: string; decisions: Decision[] }> = {};
  for (const [index, { change, problem, answer }] of handled.entries()) {
    const file = files[index]!;
    const isSkipped = answer?.outcome.kind === 'text' && answer.outcome.text === null;
    counts[problem ? 'failed' : change ? 'changed' : isSkipped ? 'skipped' : 'unchanged']++;
    for (const message of answer?.reports ?? []) reports.push({ file: file.id, message });
    for (const [key, quantity] of Object.entries(answer?.stats ?? {})) stats.set(key, (stats.get(key) ?? 0) + quantity);
    if (change) decided[file.id] = { hash: file.hash, decisions: [decisionOf(file, name)] };
  }
  const sorted = [...stats].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    plan: { version: 1, options: { publicApi: 'keep', transforms: [name] }, files: decided, sites: [], problems: handled.flatMap(({ problem }) => problem ?? []) },
    changes: handled.flatMap(({ change }) => change ?? []),
    report: { transform: name, files: counts, reports, stats: Object.fromEntries(sorted) },
  };
}
