const { list } = require('../lib/load');

async function main() {
console.log(await list());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
