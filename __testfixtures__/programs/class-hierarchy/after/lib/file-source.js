const fs = require('fs');
const { Source } = require('./source');

class FileSource extends Source {
  async read() {
    return await fs.promises.readFile(this.name, 'utf8');
  }
  async size() {
    return (await fs.promises.stat(this.name)).size;
  }
}

module.exports = FileSource;
