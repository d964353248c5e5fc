// The order of readdirSync for what fs.promises.readdir lists recursively.
import { defineRuntime } from './template.ts';

/** Both list the same entries, and those of one directory in one order; only the order of the directories differs (Node 18 to 24). */
export const breadthFirst = defineRuntime(
  'breadthFirst',
  `
// Entries of a recursive readdir in the order of readdirSync.
function «breadthFirst»(entries‹: string[]›)‹: string[]› {
  const separator = process.platform === 'win32' ? '\\\\' : '/';
  const within = new Map‹<string, string[]>›([['', []]]);
  for (const entry of entries) within.set(entry, []);
  for (const entry of entries) ‹(›within.get(entry.slice(0, Math.max(0, entry.lastIndexOf(separator))))‹ as string[])›.push(entry);
  const ordered = [''];
  for (const entry of ordered) for (const inner of ‹(›within.get(entry)‹ as string[])›) ordered.push(inner);
  return ordered.slice(1);
}`,
);
