const { Source } = require('./source');

module.exports = class ConstantSource extends Source {
  read() {
    return 'constant';
  }
};
