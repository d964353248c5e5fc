// Handlers that are names of functions are called.
const double = (text) => text + text;

function show(text) {
  log('show', text);
  return step('shown', text);
}

function recovered({ message }) {
  return 'recovered ' + message;
}

function run(id) {
  return step('load', id).then(double).then(show).catch(recovered).then(JSON.stringify);
}

class Reader {
  constructor() {
    this.seen = 0;
  }

  read(id) {
    return step('read', id).then(this.count.bind(this));
  }

  count(text) {
    this.seen++;
    return [text, this.seen];
  }
}

module.exports = { run, read: (id) => new Reader().read(id) };
