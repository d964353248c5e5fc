class Source {
  constructor(name) {
    this.name = name;
  }
  read() {
    throw new Error('to be overridden');
  }
  describe() {
    return `${this.name}: ${this.read().trim()} (${this.size()})`;
  }
  size() {
    return this.read().length;
  }
}

module.exports = { Source };
