const fs = require('fs');

function copy(from, to) {
  if (fs.existsSync(to)) fs.rmSync(to);
  fs.copyFileSync(from, to);
  return true;
}

function update(from, to) {
  if (!fs.existsSync(from)) throw new Error(`no ${from}`);
  return copy(from, to);
}

const sizes = (files) => files.map((file) => fs.statSync(file).size);

module.exports = { update, sizes };
