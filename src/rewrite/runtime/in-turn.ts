// One after the other, for tasks that share state.
import { defineRuntime } from './template.ts';

/**
 * A task begins within the call when no other one runs, as the code did before it was a task. One that fails lets the next one begin. The
 * map is kept on the function itself, because functions are there before constants of the file are.
 */
export const inTurn = defineRuntime(
  'inTurn',
  `
// Runs the tasks of one owner in turn: at once when none of them is under way, else after those that came before.
async function «inTurn»‹<T>›(owner‹: object›, task‹: () => Promise<T>›)‹: Promise<T>› {
  const queues‹: WeakMap<object, (() => void)[]>› = Reflect.get(«inTurn», 'queues') || new WeakMap();
  Reflect.set(«inTurn», 'queues', queues);
  const others = queues.get(owner);
  if (others) await new Promise‹<void>›((begin) => others.push(begin));
  else queues.set(owner, []);
  try {
    return await task();
  } finally {
    const next = queues.get(owner)‹!›.shift();
    if (next) next();
    else queues.delete(owner);
  }
}`,
);
