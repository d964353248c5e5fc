const { text, exists } = require('./read');

class Config {
  constructor(name) {
    this.name = name;
  }
  get value() {
    return parse(this.name);
  }
  async isThere() {
    return await exists(this.name);
  }
}

function parse(name) {
  return { text: text(name) };
}

module.exports = Config;
