// expect: check-then-act
const fs = require('fs');
const path = require('path');

// a look and an act that are one step: with an await between them, two calls at a time would both make the folder
function ensure(dir) {
  if (!fs.existsSync(dir)) {
    fs.mkdirSync(dir);
  }
  return path.basename(dir);
}

function ensureShort(dir) {
  fs.existsSync(dir) || fs.mkdirSync(dir, 0o755);
  return path.basename(dir);
}

console.log(ensure('made'), ensure('made'), ensureShort('made'), ensureShort('other'));
