exports.shapeOf = function shapeOf(text) {
  return { url: new URL(text), date: new Date(0), map: new Map([[1, text]]) };
};
