import { readFile, readdir } from 'fs/promises';
import pLimit = require('p-limit');

interface Entry { readonly name: string; readonly length: number }

async function entries(dir: string): Promise<Entry[]> {
  const names = await readdir(dir);
  return Promise.all(names.sort().map(limited(4, async (name, index) => {
    const text = await readFile(`${dir}/${name}`, 'utf8');
    return { name: name.toUpperCase() + index.toFixed(1), length: text.length };
  })));
}

entries('data').then((all: readonly Entry[]) => console.log(all.map(({ name, length }) => `${name} ${length}`).join('\n')));

// The function f, of which no more than so many calls are under way at a time: others wait for their turn, in the order of the calls.
function limited<Args extends any[], Result>(
  concurrency: number,
  f: (...args: Args) => Result,
): (...args: Args) => Promise<Awaited<Result>> {
  const limit = pLimit(concurrency);
  const begin = (...args: Args) => {
    try {
      return f(...args);
    } catch (error) {
      limit.clearQueue();
      throw error;
    }
  };
  return (...args: Args) => limit(begin, ...args) as Promise<any>;
}
