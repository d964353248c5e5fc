// Callbacks that wait become loops; what only looks at results stays as it is.
// done: 5 in a worker, 0 here
// unblock: offload
const weigh = (word) => [...word].reduce((sum, letter) => sum + letter.codePointAt(0), 0);

function main() {
  const words = ['one', 'two', 'three'];
  const weights = words.map((word) => weigh(word));
  console.log(weights.filter((weight) => weight > 330).length);
  words.slice(0, 2).forEach((word, index) => {
    console.log(index, weigh(word));
  });
}

exports.weigh = weigh;
if (require.main === module) Promise.resolve().then(main);
