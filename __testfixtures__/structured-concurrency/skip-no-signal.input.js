// expect: group-no-signal
const { stat } = require('fs/promises');

const ticks = async (count) => {
  for (let i = 0; i < count; i++) Promise.resolve(i);
  return count;
};

const forward = async (...files) => (await stat(files[0])).isFile();

async function all() {
  const [a, b] = await Promise.all([ticks(3), stat('a.txt')]);
  const [c, d] = await Promise.all([forward('a.txt', 'b.txt'), 1]);
  return [a, b.isFile(), c, d];
}

all().then((list) => console.log(list));
