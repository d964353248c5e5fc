// done: 2 in a worker, 0 here
export interface Grid {
  readonly width: number;
  readonly cells: readonly number[];
}

// unblock: offload
export function step({ width, cells }: Grid): Grid {
  return { width, cells: cells.map((cell, at) => (cell + (cells[at - 1] ?? 0) + (cells[at + width] ?? 0)) % 7) };
}

function run(grid: Grid, times: number): Grid {
  let now: Grid = grid;
  for (let done = 0; done < times; done++) now = step(now);
  return now;
}

function main(): void {
  console.log(run({ width: 2, cells: [1, 2, 3, 4] }, 2).cells.join());
}

if (require.main === module) Promise.resolve().then(main);
