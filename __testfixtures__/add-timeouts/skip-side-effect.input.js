// expect: deadline-side-effect
const fs = require('fs');

(async () => {
  await fs.promises.mkdir('made');
  await fs.promises.rename('a.txt', 'made/a.txt');
  const handle = await fs.promises.open('b.txt');
  console.log((await handle.readFile('utf8')).length);
  await handle.close();
  await fs.promises.rm('made', { recursive: true });
})();
