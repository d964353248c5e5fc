const { readFile } = require('fs/promises');

const done = [];
const length = async (file) => {
  const { length } = await readFile(file);
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
  done.push(file);
  return length;
};

async function total(files) {
  // unblock: settle-all, they have nothing to do with one another
  const lengths = await Promise.all(files.map(length));
  return lengths.length;
}

async function rejected() {
  return await Promise.reject(new Error('at once'));
}

(async () => {
  console.log(await total(['a.txt', 'b.txt']));
  console.log(await total(['gone.txt', 'a.txt']).catch(({ code }) => code));
  await rejected().catch(({ message }) => console.log(message));
})();
