exports.loadAnd = function loadAnd(name) {
  return require(`./${name}.js`).add(1, 2);
};
