const fs = require('fs');
const { Source } = require('./source');

class FileSource extends Source {
  read() {
    return fs.readFileSync(this.name, 'utf8');
  }
  size() {
    return fs.statSync(this.name).size;
  }
}

module.exports = FileSource;
