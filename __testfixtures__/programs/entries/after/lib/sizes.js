const fs = require('fs');

async function main() {
  console.log((await fs.promises.stat('a.txt')).size);
}

module.exports = { main: null };

if (module === require.main) {
  main().catch((error) => {
    process.nextTick(() => {
      throw error;
    });
  });
}
