let factor = 1;

exports.setFactor = (value) => { factor = value; };
exports.scaled = function scaled(n) {
  return n * factor;
};
