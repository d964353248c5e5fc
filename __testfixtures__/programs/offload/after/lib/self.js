function doubled(n) {
  return n < 1 ? 0 : 2 + doubled(n - 1);
}

exports.doubled = doubled;
exports.report = async function report(n) {
  return `doubled ${await require('./offload/index.js').doubledInWorker(n)}`;
};
