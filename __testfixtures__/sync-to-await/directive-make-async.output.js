// expect: directive
const fs = require('fs');
const http = require('http');

// somebody who waits calls it
// unblock: make-async the pool awaits its tasks

/** Reads one file. */
async function task(name) {
  return await fs.promises.readFile(name, 'utf8');
}

/* unblock: ignore-next-line */
const first = () => fs.statSync('a.txt').size;

async function main() {
  const pool = globalThis.pool ?? { run: async (work, name) => await work(name) };
  console.log(await pool.run(task, 'a.txt'), first(), typeof http.get);
}

main();
