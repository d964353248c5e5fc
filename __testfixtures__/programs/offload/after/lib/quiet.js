const { add } = require('./add.js');

exports.addUp = function addUp(numbers) {
  return numbers.reduce((sum, n) => add(sum, n), 0);
};
