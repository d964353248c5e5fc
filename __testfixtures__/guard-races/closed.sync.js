// closing twice
// calls: log.close() | log.close()
const fs = require('fs');
class Log {
  constructor() {
    this.lines = ['one', 'two'];
    this.closed = false;
  }
  close() {
    if (this.closed) return;
    fs.appendFileSync('/log.txt', this.lines.join());
    this.closed = true;
  }
}
const log = new Log();
module.exports = { log };
