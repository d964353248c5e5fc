const fs = require('fs');

async function main() {
for (const name of ['a.txt', 'none.txt', 'b.txt']) console.log(await fs.promises.readFile(name, 'utf8'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
