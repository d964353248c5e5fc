// The example on the page of guard-races: before and after, and what two buyers come to, executed.
import { execFileSync } from 'node:child_process';
import guardRaces from '../../transforms/guard-races/index.ts';

const EXAMPLE = `const fs = require('fs/promises');

let stock = 1;
const watched = new Set(['a.txt', 'b.txt']);

async function buy(who) {
  if (stock === 0) return who + ': sold out';
  await fs.stat('.');
  stock--;
  return who + ': bought';
}

async function sizes() {
  const found = [];
  for (const name of watched) found.push(await sizeOf(name));
  return found;
}

async function sizeOf(name) {
  await fs.stat('.');
  return name.length;
}
`;

const RUN = `
const both = Promise.all([buy('ann'), buy('bob')]);
const listed = sizes();
watched.delete('b.txt');
both.then(async (all) => console.log(all.join(', ') + '; ' + (await listed).length + ' sizes'));
`;

const fenced = (text: string): string => `\`\`\`js\n${text.trimEnd()}\n\`\`\``;

/** The example before and after, and what each of them prints. */
export function races(): string {
  const after = guardRaces({ path: 'shop.cjs', source: EXAMPLE + RUN }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error('the example of guard-races is not changed any more');
  const printed = (text: string): string => execFileSync(process.execPath, ['-e', text], { encoding: 'utf8' }).trim();
  const shown = after.replace(RUN, '');
  return [`Before:\n\n${fenced(EXAMPLE)}`, `After:\n\n${fenced(shown)}`, `Two that buy at a time while somebody takes \`b.txt\` off the list: before, "${printed(EXAMPLE + RUN)}"; after, "${printed(after)}". When nothing waited, it was the latter.`].join('\n\n');
}
