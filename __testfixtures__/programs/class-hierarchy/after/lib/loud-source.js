const FileSource = require('./file-source');

class LoudSource extends FileSource {
  async read() {
    return (await super.read()).toUpperCase();
  }
  async describe() {
    return `<${await super.describe()}>`;
  }
}

exports.LoudSource = LoudSource;
