// expect: offload-captured-state
const cache = new Map();

// unblock: offload
function work(n) {
  if (!cache.has(n)) cache.set(n, { value: n * 2 });
  return cache.get(n).value;
}

function main() {
  work(2);
  console.log(work(2), cache.size);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
