// expect: deadline-present
// timeouts: function:load=5s,fs=1s
const { readFile } = require('fs/promises');
const load = async (id) => `item ${id}`;

(async () => console.log(await withDeadline(load(1), 5000), await readFile('a.txt', { encoding: 'utf8', signal: AbortSignal.timeout(1000) })))();

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline(promise, ms) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = globalThis.setTimeout(reject, ms, new Error('late'));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}
