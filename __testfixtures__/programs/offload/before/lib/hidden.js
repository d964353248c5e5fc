function hidden(n) {
  return n + 2;
}

exports.callHidden = function callHidden(n) {
  return hidden(n);
};
