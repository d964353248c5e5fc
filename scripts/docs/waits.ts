// The parts of the page of timers-to-promises that are made: the example, with what runs while it waits, and the table of what sleeps.
import { execFileSync } from 'node:child_process';
import { SLEEPS, type Sleep } from '../../src/apis/sleeps.ts';
import timersToPromises from '../../transforms/timers-to-promises/index.ts';

const EXAMPLE = `#!/usr/bin/env node
const { execSync } = require('child_process');

function pause(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}

function retry(work, times) {
  for (let left = times; ; left--) {
    try {
      return work();
    } catch (error) {
      if (left === 0) throw error;
      pause(100);
    }
  }
}

function main() {
  let tries = 0;
  console.log(retry(() => { if (++tries < 3) throw new Error('not yet'); return tries; }, 5));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  execSync('sleep 0.1');
}

main();
`;

/** Counts how often a timer comes around meanwhile. */
const TICKS = 'let ticks = 0; setInterval(() => ticks++, 10).unref(); process.on("exit", () => console.log(ticks));\n';

const fenced = (text: string): string => `\`\`\`js\n${text.trimEnd()}\n\`\`\``;

/** The example before and after, and how a timer of 10 ms fares while each runs. */
export function waits(): string {
  const after = timersToPromises({ path: 'show.cjs', source: EXAMPLE }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error('the example of timers-to-promises is not migrated any more');
  const ticks = (text: string): number => Number(execFileSync(process.execPath, ['-e', TICKS + text.replace(/^#!.*/, '')], { encoding: 'utf8' }).trim().split('\n').at(-1));
  const [held, free] = [ticks(EXAMPLE), ticks(after)];
  if (held > 1 || free < 10) throw new Error(`a timer came around ${held} times before and ${free} times after`);
  return `Before:\n\n${fenced(EXAMPLE)}\n\nAfter:\n\n${fenced(after)}\n\nBoth take 350 ms and a little. A timer of 10 ms comes around at most once while the first one runs, and at least ten times while the second one does.`;
}

const TAKES: Readonly<Record<Sleep['takes'], string>> = { any: 'whatever it is', number: 'a number for certain', natural: 'a whole number that stands in the file', positive: 'a positive number that stands in the file' };

/** One row a function. */
export const sleeps = (): string =>
  ['| function | unit of its argument | argument | result |', '| --- | --- | --- | --- |', ...Object.entries(SLEEPS).map(([path, { unit, takes, gives }]) => `| \`${path}\` | ${unit === 1000 ? 's' : unit === 1 ? 'ms' : 'µs'} | ${TAKES[takes]} | ${gives ? 'must not be used' : 'none'} |`)].join('\n');
