// expect: callback-code-after, callback-in-try, callback-not-called, callback-reference
// it may end without calling back
function silent(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    finish(text);
  });
  function finish(text) {
    if (text !== name) cb(null, '' + text);
  }
}

// it is handed on as a function
function handed(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    if (coin('later')) ['a'].forEach(finish);
    else finish(text);
  });
  function finish(text) {
    cb(null, '' + text);
  }
}

// something runs after it
function after(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    finish(text);
    console.log('after');
  });
  function finish(text) {
    cb(null, '' + text);
  }
}

// an exception of it would be caught
function tried(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    try {
      finish(text);
    } catch (error) {
      console.log(error);
    }
  });
  function finish(text) {
    api.drop('' + text, cb);
  }
}

// somebody else calls it
function stored(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    ['a'].forEach(function () { finish(text); });
  });
  function finish(text) {
    cb(null, '' + text);
  }
}

function main(p) {
  const show = (err, text) => console.log(err && err.message, text);
  [silent, handed, after, tried, stored].forEach(function (each) { each(p, show); });
}

module.exports = { main };
