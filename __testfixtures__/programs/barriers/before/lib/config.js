const { text, exists } = require('./read');

class Config {
  constructor(name) {
    this.name = name;
  }
  get value() {
    return parse(this.name);
  }
  isThere() {
    return exists(this.name);
  }
}

function parse(name) {
  return { text: text(name) };
}

module.exports = Config;
