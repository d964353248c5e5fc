const co = require('co');
const fs = require('fs');
const path = require('path');

const ROOT = path.join(__dirname, '..');

const read = (name) => Promise.resolve(name).then((file) => fs.readFileSync(path.join(ROOT, file), 'utf8'));

/** Both at once, and what blocks between. */
const both = co.wrap(function* (one, two) {
  const [a, b] = yield [read(one), read(two)];
  if (!fs.existsSync(path.join(ROOT, one))) throw new Error('gone');
  return a.length > 0 && b.length > 0;
});

function* numbered(names) {
  for (const [i, name] of names.entries()) yield `${i}: ${name}`;
}

module.exports = { read, both, list: () => [...numbered(fs.readdirSync(ROOT).filter((name) => name.endsWith('.js')))] };
