// expect: deadline-present
// timeouts: function:load=5s
const load = async (id) => `item ${id}`;

async function withTimeout(promise, ms) {
  let timer;
  try {
    return await Promise.race([promise, new Promise((_, reject) => { timer = setTimeout(reject, ms, new Error('late')); })]);
  } finally {
    clearTimeout(timer);
  }
}

(async () => console.log(await withTimeout(load(1), 1000), await withTimeout(load(2), 2000)))();
