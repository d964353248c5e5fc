// expect: accessor, await-identifier, callback-arguments, callback-async, constructor, generator
class Store {
  constructor(name) {
    api.read(name, (err, text) => console.log(err, text));
  }

  get text() {
    api.read('text', (err, text) => console.log(err, text));
    return '';
  }
}

function* generated(name) {
  api.read(name, (err, text) => console.log(err, text));
}

async function already(name) {
  api.read(name, (err, text) => console.log(err, text));
}

function word(await) {
  api.read(await, (err, text) => console.log(err, text));
}

const counted = (function () {
  return { count(name, cb) {
    if (arguments.length < 2) return cb(null);
    cb(null, name);
  } };
})();

module.exports = { main() { console.log(counted); } };
