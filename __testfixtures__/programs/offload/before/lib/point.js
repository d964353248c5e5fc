class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }

  get length() {
    return Math.hypot(this.x, this.y);
  }
}

exports.Point = Point;
exports.lengthOf = function lengthOf(point) {
  return point.length;
};
exports.originOf = function originOf() {
  return new Point(0, 0);
};
