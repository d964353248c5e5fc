const { readLines, readLinesAsync } = require('../lib/read');

async function main() {
console.log('report', (await readLinesAsync('a.txt')).join('|'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
