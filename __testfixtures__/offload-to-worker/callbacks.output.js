// Callbacks that wait become loops; what only looks at results stays as it is.
// done: 5 in a worker, 0 here
// unblock: offload
const weigh = (word) => [...word].reduce((sum, letter) => sum + letter.codePointAt(0), 0);

async function main() {
  const words = ['one', 'two', 'three'];
  const weights = await mapAsync(words, async (word) => await require('./offload/index.js').weighInWorker(word));
  console.log(weights.filter((weight) => weight > 330).length);
  await forEachAsync(words.slice(0, 2), async (word, index) => {
    console.log(index, await require('./offload/index.js').weighInWorker(word));
  });
}

exports.weigh = weigh;
if (require.main === module) Promise.resolve().then(main);

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}

// Array.prototype.forEach that awaits each callback before the next.
async function forEachAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items) await callback.call(thisArg, items[index], index, items);
  }
}
