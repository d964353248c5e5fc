const fs = require('fs');

const started = [];
const load = async (file) => {
  started.push(file);
  return (await fs.promises.readFile(file, 'utf8')).length;
};

async function main() {
  const files = fs.readdirSync('data').sort().map((name) => 'data/' + name);
  files.splice(10, 0, 'data/gone');
  try {
    await Promise.all(files.map(load));
  } catch (error) {
    console.log(error.code, error.path);
  }
  // one fails, and the others are begun all the same, as they were
  await new Promise((resolve) => {
    const look = () => (started.length === files.length ? resolve() : setImmediate(look));
    look();
  });
  console.log(started.join() === files.join());
}
main();
