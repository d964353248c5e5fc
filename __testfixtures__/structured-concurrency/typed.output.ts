import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { setMaxListeners } from 'node:events';

interface Sized { readonly size: number }

async function sized(file: string, { twice = false, signal }: { twice?: boolean; signal?: AbortSignal } = {}): Promise<Sized> {
  const text: Buffer = await readFile(file, { signal });
  return { size: twice ? text.length * 2 : text.length };
}

async function both(a: string, b: string): Promise<string> {
  const [{ size }, text, slept]: [Sized, string, number] = await runTogether((signal) => [sized(a, { twice: true, signal }), readFile(b, { encoding: 'utf8', signal }), sleep(1, 5, { signal })]);
  const all: Sized[] = await runTogether((signal) => [a, b].map((file) => sized(file, { signal })));
  return `${size > 0} ${text.length > 0} ${slept} ${all.length}`;
}

void both('a.txt', 'b.txt').then((text) => console.log(text));

// Begins promises with a signal. When one rejects, the signal stops the others; when these have ended, it rejects with that first error.
async function runTogether<T extends readonly unknown[] | []>(
  begin: (signal: AbortSignal) => T,
  parent?: AbortSignal | null,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(parent!.reason);
  setMaxListeners(0, signal);
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    const running: Promise<unknown>[] = [];
    for (const each of begin(signal)) running.push(Promise.resolve(each));
    const all = Promise.all(running);
    all.catch((error) => controller.abort(error));
    await Promise.allSettled(running);
    return await all as any;
  } finally {
    if (parent) parent.removeEventListener('abort', follow);
  }
}
