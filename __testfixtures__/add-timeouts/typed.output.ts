import { exec } from 'child_process';
import { readFile } from 'fs/promises';
import { promisify } from 'util';

const execAsync = promisify(exec);

interface User { readonly name: string }

async function loadUser(name: string): Promise<User> {
  // unblock: timeout 2s
  const text: string = await withDeadline(readUser(name), 2000);
  return { name: text };
}

const readUser = async (name: string): Promise<string> => (await execAsync(`echo ${name}`, { signal: AbortSignal.timeout(60000) })).stdout.trim();

async function first(file: string, signal?: AbortSignal): Promise<string> {
  const content = await withSignal(signal, 60000, (signal) => readFile(file, { encoding: 'utf8', signal }));
  return content.split('\n')[0] ?? '';
}

void (async () => {
  console.log(await loadUser('ada'), await first('a.txt'), (await readFile('b.txt', { encoding: 'utf8', signal: AbortSignal.timeout(60000) })).length);
})();

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline<T>(promise: T | PromiseLike<T>, ms: number): Promise<Awaited<T>> {
  let timer: any;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new DOMException(`Timed out after ${ms} ms`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}

// Runs an operation with a signal that aborts when the parent does, or at the deadline with a TimeoutError.
async function withSignal<T>(
  parent: AbortSignal | null | undefined,
  ms: number,
  run: (signal: AbortSignal) => T | PromiseLike<T>,
): Promise<Awaited<T>> {
  const controller = new AbortController();
  const follow = () => controller.abort(parent!.reason);
  const expire = () => controller.abort(new DOMException(`Timed out after ${ms} ms`, 'TimeoutError'));
  const timer: any = globalThis.setTimeout(expire, ms);
  if (timer.unref) timer.unref();
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    return await run(controller.signal);
  } finally {
    globalThis.clearTimeout(timer);
    if (parent) parent.removeEventListener('abort', follow);
  }
}
