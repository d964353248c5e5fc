function doubled(n) {
  return n < 1 ? 0 : 2 + doubled(n - 1);
}

exports.doubled = doubled;
exports.report = function report(n) {
  return `doubled ${doubled(n)}`;
};
