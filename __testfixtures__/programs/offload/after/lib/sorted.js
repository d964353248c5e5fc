exports.sortInPlace = function sortInPlace(list) {
  list.sort((a, b) => a - b);
};
