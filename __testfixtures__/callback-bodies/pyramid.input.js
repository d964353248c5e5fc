function load(name, cb) {
  // the first of three
  api.read(name, 'utf8', function (err, head) {
    if (err) return cb(err); // no head

    /* then the body */
    api.read(head, function (err, body) {
      if (err) {
        return cb(err);
      }
      api.drop(name, (err) => {
        if (err) { cb(err); return; }
        cb(null, { head, body, text: `a
   b` });
      });
    });
  });
}

function main(p) {
  load(p, function (err, data) {
    if (err) {
      console.log('failed', err);
      return;
    }
    console.log('loaded', data);
  });
}

module.exports = { main };
