// The other side of worker-process.ts: answers the jobs that the parent sends, and ends with it.
import { Worker } from 'node:worker_threads';

/** Runs in a thread, which a loop in the main one does not stop: without its parent a process must not go on. */
const ORPHAN_WATCH = `
const { ppid } = process;
setInterval(() => {
  if (process.ppid === ppid) return;
  try { process.kill(-process.pid, 'SIGKILL'); } catch { process.kill(process.pid, 'SIGKILL'); }
}, 1000);
`;

/** Answers each job with what `work` makes of it; `work` must not throw. */
export function serve<Job, Answer>(work: (job: Job) => Promise<Answer>): void {
  // the code that runs here may replace or remove what hangs on `process`
  const send = process.send!.bind(process);
  new Worker(ORPHAN_WATCH, { eval: true }).unref();
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => {
    const [number, job] = message as [number, Job];
    void work(job).then((answer) => send(['done', number, answer]));
  });
}
