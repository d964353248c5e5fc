const fs = require('fs');

class FileStore {
  readEntry(name) {
    return fs.readFileSync(name, 'utf8');
  }

  async readEntryAsync(name) {
    return await fs.promises.readFile(name, 'utf8');
  }
}
const stores = require(process.argv[2] || 'os');
const show = (store) => store && store.readEntry('a.txt');

async function main() {
console.log(show(stores.current), await new FileStore().readEntryAsync('a.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
