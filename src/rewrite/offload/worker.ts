// The text of worker: what runs in a worker thread, as a generated module.

export const WORKER = `
@import { isDeepStrictEqual } from 'node:util'
@import { pack, packError, unpack‹, type Packed, type PackedError› } from './transfer'
«imports»
// What runs in the worker threads: one task after the other, each a function of this program. Written by unblock.
const tasks‹: Record<string, (...args: any[]) => unknown>› = {
«tasks»
};

function run({ task, ...message }‹: Packed & { readonly task: string }›)‹: { result?: Packed; error?: Packed | PackedError | undefined }› {
  const untouched = structuredClone(message);
  const args = unpack(message)‹ as unknown[]›;
  const given = new Set‹<object>›();
  pack(args, given);
  let result;
  try {
    result = tasks[task]‹!›(...args);
  } catch (error) {
    return isDeepStrictEqual(args, unpack(untouched)) ? { error: packError(error) } : {};
  }
  const made = new Set‹<object>›();
  const packed = pack(result, made);
  // an argument that is handed back, or was changed, must be that of the caller, who then does it all again
  const isOfCaller = [...made].some((object) => given.has(object)) || !isDeepStrictEqual(args, unpack(untouched));
  return packed && !isOfCaller ? { result: packed } : {};
}

@export default run
`;
