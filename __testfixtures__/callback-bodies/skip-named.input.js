// expect: callback-reference
function again(p) {
  let tries = 0;
  api.read(p, onRead);
  function onRead(err, text) {
    if (err && tries++ < 3) return api.read(p, onRead);
    console.log(err, text);
  }
}

function before(p) {
  function onRead(err, text) {
    console.log(err, text);
  }
  api.read(p, onRead);
}

function onOuter(err, text) {
  console.log(err, text);
}

function main(p) {
  api.read(p, onOuter);
}

module.exports = { main };
