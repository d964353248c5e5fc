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
function «inTurn»‹<T>›(owner‹: object›, task‹: () => Promise<T>›)‹: Promise<T>› {
  const self‹: { last?: WeakMap<object, Promise<void>> }› = «inTurn»;
  const last = self.last || (self.last = new WeakMap());
  const before = last.get(owner);
  const result = before ? before.then(task) : task();
  const ended = result.then(() => {}, () => {}).then(() => {
    if (last.get(owner) === ended) last.delete(owner);
  });
  last.set(owner, ended);
  return result;
}`,
);
