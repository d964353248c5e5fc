const fs = require('fs');

async function report() {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  console.log(text);
  setImmediate(async function () {
    console.log('immediate', (await fs.promises.stat('c.txt')).size);
    fs.stat('none.txt', async (error) => {
      console.log(error.code, await fs.promises.access('none.txt').then(() => true, () => false));
    });
  });
}
setTimeout(report, 1);
