import { stepInWorker } from './offload/index.js';

// done: 2 in a worker, 0 here
export interface Grid {
  readonly width: number;
  readonly cells: readonly number[];
}

// unblock: offload
export function step({ width, cells }: Grid): Grid {
  return { width, cells: cells.map((cell, at) => (cell + (cells[at - 1] ?? 0) + (cells[at + width] ?? 0)) % 7) };
}

async function run(grid: Grid, times: number): Promise<Grid> {
  let now: Grid = grid;
  for (let done = 0; done < times; done++) now = await stepInWorker(now);
  return now;
}

async function main(): Promise<void> {
  console.log((await run({ width: 2, cells: [1, 2, 3, 4] }, 2)).cells.join());
}

if (require.main === module) Promise.resolve().then(main);
