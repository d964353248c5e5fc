// with: map.js
// expect: offload-captured-state
const { cache } = require('./map.js');

// unblock: offload
function work(n) {
  return cache.get(n) ?? n;
}

function main() {
  cache.set(1, 7);
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
