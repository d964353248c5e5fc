const FileSource = require('./file-source');

class LoudSource extends FileSource {
  read() {
    return super.read().toUpperCase();
  }
  describe() {
    return `<${super.describe()}>`;
  }
}

exports.LoudSource = LoudSource;
