// The text of worker: what runs in the thread that callers who cannot wait are blocked for, as a generated module.

export const BLOCKING_WORKER = `
@import { isDeepStrictEqual } from 'node:util'
@import { runAsWorker } from 'synckit'
@import { pack, packError, unpack‹, type Packed, type PackedError› } from './transfer'
«imports»
// What runs in the worker thread, while the main thread stands still: nothing here may need that. Written by unblock.
const tasks‹: Record<string, (...args: any[]) => unknown>› = {
«tasks»
};

async function run({ task, env, ...message }‹: Packed & { readonly task: string; readonly env: Record<string, string | undefined> }›)‹: Promise<{ result?: Packed; error?: Packed | PackedError; changed?: true; lost?: string }>› {
  // synckit has put a preload into NODE_OPTIONS, and the environment may have changed since
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
  Object.assign(process.env, env);
  const untouched = structuredClone(message);
  const args = unpack(message)‹ as unknown[]›;
  const given = new Set‹<object>›();
  pack(args, given);
  let result;
  try {
    result = await tasks[task]‹!›(...args);
  } catch (error) {
    if (!isDeepStrictEqual(args, unpack(untouched))) return { changed: true };
    const packed = packError(error);
    return packed ? { error: packed } : { lost: \`failed with something that cannot cross from a worker: \${String(error)}\` };
  }
  const made = new Set‹<object>›();
  const packed = pack(result, made);
  if ([...made].some((object) => given.has(object)) || !isDeepStrictEqual(args, unpack(untouched))) return { changed: true };
  return packed ? { result: packed } : { lost: 'gives something that cannot cross from a worker' };
}

runAsWorker(run);
`;
