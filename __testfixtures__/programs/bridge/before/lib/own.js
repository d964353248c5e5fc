const fs = require('fs');

// comes to the getter that would block for it
class Holder {
  get size() {
    return own(__filename, 0);
  }
}

function own(file, depth) {
  return fs.readFileSync(file, 'utf8').length > 10 && depth > 0 ? new Holder().size : depth;
}

exports.own = own;
exports.holder = new Holder();
