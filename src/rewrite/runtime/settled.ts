// The outcome of an async function as a synchronous thunk, for assertions that take a function.
import { defineRuntime } from './template.ts';

export const settled = defineRuntime(
  'settled',
  `
// Runs to the end, then gives a function that returns the result or throws the error.
async function «settled»‹<T>›(run‹: () => T | PromiseLike<T>›)‹: Promise<() => T>› {
  try {
    const result = await run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}`,
);
