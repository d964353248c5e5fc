function load(name, cb) {
  api.read(name, onHead);

  // what the first one gave
  function onHead(err, head) {
    if (err) return cb(err);
    api.read(head, onBody);

    function onBody(err, body) {
      if (err) return cb(err);
      cb(null, body + head);
    }
  }
}

function main(p) {
  load(p, onLoaded);

  function onLoaded(err, text) {
    if (err) console.log(err.message);
    else report(text);
  }

  function report(text) {
    console.log(text);
  }
}

module.exports = { main };
