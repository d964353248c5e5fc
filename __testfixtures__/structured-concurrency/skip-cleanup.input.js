// expect: cancel-cleanup
const { rm, writeFile } = require('fs/promises');

async function work() {
  try {
    await writeFile('made.txt', 'x');
    return 'worked';
  } finally {
    await Promise.all([rm('made.txt'), writeFile('log.txt', 'done')]);
  }
}

work().then((text) => console.log(text));
