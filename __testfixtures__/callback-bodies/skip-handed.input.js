// expect: callback-code-after, callback-in-try, callback-reference
function show(err, text) {
  console.log(err && err.message, text);
}

function alone(p) {
  api.read(p, show);
}

let latest = show;

function replaced(p) {
  ['a'].forEach(function (name) {
    api.drop(name, latest);
    api.read(name, latest);
  });
  latest = null;
}

function member(p) {
  const held = { show };
  ['a'].forEach(function (name) {
    api.read(name, held.show);
  });
}

function tried(p) {
  ['a'].forEach(function (name) {
    try {
      api.read(name, show);
    } catch (error) {
      show(error);
    }
  });
}

function several(p) {
  ['a'].forEach(function (name) {
    api.pair(name, show);
  });
}

function main(p) {
  alone(p);
  replaced(p);
  member(p);
  tried(p);
  several(p);
}

module.exports = { main };
