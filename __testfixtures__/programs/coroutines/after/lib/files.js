const fs = require('fs');
const path = require('path');

const ROOT = path.join(__dirname, '..');

const read = async (name) => {
  const file = await Promise.resolve(name);
  return await fs.promises.readFile(path.join(ROOT, file), 'utf8');
};

/** Both at once, and what blocks between. */
const both = async function (one, two) {
  const [a, b] = await Promise.all([read(one), read(two)]);
  if (!await fs.promises.access(path.join(ROOT, one)).then(() => true, () => false)) throw new Error('gone');
  return a.length > 0 && b.length > 0;
};

function* numbered(names) {
  for (const [i, name] of names.entries()) yield `${i}: ${name}`;
}

module.exports = { read, both, list: async () => [...numbered((await fs.promises.readdir(ROOT)).filter((name) => name.endsWith('.js')))] };
