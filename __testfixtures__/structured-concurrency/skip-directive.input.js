// expect: directive
const { readFile } = require('fs/promises');

const load = async (file) => (await readFile(file)).length;

async function both() {
  // unblock: ignore-next-line, both are needed
  const lengths = await Promise.all([load('a.txt'), load('b.txt')]);
  try {
    // unblock: ignore-next-line
    return load('gone.txt');
  } catch {
    return lengths.length;
  }
}

both().catch(({ code }) => console.log(code));
