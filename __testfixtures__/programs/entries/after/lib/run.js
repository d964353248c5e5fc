const { promises: fsPromises } = require('fs');

async function main() {
const [first] = (await fsPromises.readFile('a.txt', 'utf8')).split('\n');
console.log('run', first);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
