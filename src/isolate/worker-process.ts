// A Node process of ours that does jobs one by one, and that may hang, die or use up its memory at no cost but the job at hand.
import { fork, type ChildProcess } from 'node:child_process';

export interface WorkerOptions {
  /** Working directory of the process. */
  readonly cwd: string;
  /** What its JavaScript heap may grow to. */
  readonly heapMb: number;
  /** Told what the process prints, as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** How one job ended. */
export type Ended<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** the process is gone; `message` says why in words that go on from "it" */
  | { readonly kind: 'lost'; readonly why: 'time' | 'memory' | 'exit'; readonly message: string };

/** Of what a process prints, this much is kept: a loop that prints must not fill our own memory. */
const MOST_OUTPUT = 64 * 1024;
/** After the end of a process, the time for its last words to arrive. */
const LAST_WORDS_MS = 500;

const running = new Set<ChildProcess>();
let watching = false;

/** `entry` calls serve() of serve.ts. The process is started by the first job, and again by the one after it was lost. */
export class WorkerProcess<Job, Answer> {
  private readonly entry: string;
  private readonly options: WorkerOptions;
  private child: ChildProcess | undefined;
  private said = '';
  private jobs = 0;

  constructor(entry: string, options: WorkerOptions) {
    this.entry = entry;
    this.options = options;
  }

  /** The next job finds a process that has done one before. */
  get isUp(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Hands `job` over and waits for its end, at most `deadlineMs`; then the process is killed. Never throws. */
  async run(job: Job, deadlineMs: number): Promise<Ended<Answer>> {
    if (!this.isUp && this.child) this.forget(this.child);
    const child = (this.child ??= this.start());
    const number = ++this.jobs;
    return new Promise((resolve) => {
      let ending: Ended<Answer> | undefined;
      const settle = (ended: Ended<Answer>): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit).off('error', onError).off('close', onClose);
        if (ended.kind === 'lost') this.forget(child);
        resolve(ended);
      };
      const onMessage = (message: unknown): void => {
        // what the process sends for its own purposes is not for us
        if (Array.isArray(message) && message[0] === 'done' && message[1] === number) settle({ kind: 'answer', answer: message[2] as Answer });
      };
      const onExit = (code: number | null, signal: string | null): void => {
        clearTimeout(timer);
        setTimeout(onClose, LAST_WORDS_MS, code, signal).unref();
      };
      const onClose = (code: number | null, signal: string | null): void => settle(ending ?? this.death(code, signal));
      const onError = (error: Error): void => settle({ kind: 'lost', why: 'exit', message: `could not be started: ${error.message}` });
      const timer = setTimeout(() => {
        ending = { kind: 'lost', why: 'time', message: `took more than ${deadlineMs / 1000} s` };
        kill(child);
      }, deadlineMs);
      child.on('message', onMessage).on('exit', onExit).on('error', onError).on('close', onClose);
      child.send([number, job], () => {});
    });
  }

  /** Ends the process, and what it has started. */
  close(): void {
    if (this.child) this.forget(this.child);
  }

  private start(): ChildProcess {
    const { cwd, heapMb, onOutput } = this.options;
    const child = fork(this.entry, [], {
      cwd,
      // a group of its own, which can be killed as a whole
      detached: true,
      execArgv: [...loaders(process.execArgv), `--max-old-space-size=${heapMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.said = '';
    let kept = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said = (this.said + text).slice(-4096);
        const room = MOST_OUTPUT - kept;
        kept += text.length;
        if (room > 0) onOutput?.(text.slice(0, room));
      });
    }
    running.add(child);
    child.on('exit', () => running.delete(child)).on('error', () => running.delete(child));
    if (!watching) process.on('exit', () => running.forEach(kill));
    watching = true;
    return child;
  }

  private death(code: number | null, signal: string | null): Ended<Answer> {
    if (/heap out of memory|Fatal process out of memory/.test(this.said)) return { kind: 'lost', why: 'memory', message: `needed more than ${this.options.heapMb} MB of memory` };
    return { kind: 'lost', why: 'exit', message: signal ? `ended its process by ${signal}` : `ended its process with exit code ${code ?? 'unknown'}` };
  }

  private forget(child: ChildProcess): void {
    if (this.child === child) this.child = undefined;
    kill(child);
  }
}

/** What makes Node read the sources themselves (scripts, tests) must be there in the new process, too. */
function loaders(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (/^(?:--import|--require|-r|--loader|--experimental-loader)$/.test(word)) return words.slice(index, index + 2);
    return /^(?:--import|--require|--loader|--experimental-loader)=/.test(word) ? [word] : [];
  });
}

function kill(child: ChildProcess): void {
  running.delete(child);
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // no such group: it is gone, or the system has none
    child.kill('SIGKILL');
  }
}
