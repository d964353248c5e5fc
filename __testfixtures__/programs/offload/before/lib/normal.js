const isNormal = (list) => list.every((item) => item === item.trim());

exports.normalise = function normalise(list) {
  return isNormal(list) ? list : list.map((item) => item.trim());
};
