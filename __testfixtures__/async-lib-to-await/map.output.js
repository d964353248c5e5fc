const fs = require('fs');

async function work(name) {
  return Promise.all([name, 'b.txt'].map(async (file) => {
    const stats = await fs.promises.stat(file);
    return stats.size;
  }));
}

setTimeout(async function () {
  const value = await work('a.txt');
  console.log('value', JSON.stringify(value));
  let err = null;
  try {
    await work('none.txt');
  } catch (error) {
    err = error;
  }
  console.log('failed', err ? err.code || err.message : 'not');
}, 1);
