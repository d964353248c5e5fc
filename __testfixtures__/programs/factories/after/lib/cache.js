const { statSync } = require('fs');

class Cache {
  constructor(file) {
    this.size = statSync(file).size;
  }
}

exports.Cache = Cache;
