String.prototype.shout = function shout() {
  return `${this}!`;
};
