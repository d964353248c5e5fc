// state around awaits, and no race: held before the wait, looked at again after it, whole steps, a work list, what is read once more
const fs = require('fs/promises');
let active = 0;
let loading = false;
let connection;
let hits = 0;
const queue = ['a.txt', 'b.txt'];
exports.limited = async (name) => {
  if (active >= 2) throw new Error('busy');
  active++;
  try {
    return await fs.readFile(name, 'utf8');
  } finally {
    active--;
  }
};
exports.load = async (name) => {
  if (loading) return;
  loading = true;
  await fs.readFile(name, 'utf8');
  loading = false;
};
exports.connect = async (name) => {
  if (!connection) {
    const made = await fs.open(name);
    if (!connection) connection = made;
    else await made.close();
  }
};
exports.drain = async () => {
  while (queue.length > 0) {
    const name = queue.shift();
    await fs.stat(name);
  }
};
exports.hit = async (name) => {
  hits++;
  await fs.stat(name);
  hits++;
  const { size } = await fs.stat(name);
  hits += size;
};
exports.either = async (name) => {
  if (hits > 3) {
    return await fs.stat(name);
  } else {
    hits = 0;
  }
};
