// Waiting for what was begun together as if one had followed the other.
import { defineRuntime } from './template.ts';

/** `begin` is called for all of them before anything is waited for; a throw counts where its promise would. */
export const inOrder = defineRuntime(
  'inOrder',
  `
// Begins all of them at once, and waits for one after the other: of several that fail, the error of the first one in this order counts.
async function «inOrder»‹<T extends (() => unknown)[]>›(begin‹: [...T]›)‹: Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }>› {
  const begun = begin.map(async (each) => each());
  // one that fails before its turn comes is no unhandled rejection
  for (const each of begun) each.catch(() => {});
  const results = [];
  for (const each of begun) results.push(await each);
  return results‹ as any›;
}`,
);
