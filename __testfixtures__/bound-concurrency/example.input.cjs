// concurrency: 16
const fs = require('fs/promises');

async function sizes(files) {
  return Promise.all(files.map(async (file) => {
    const handle = await fs.open(file);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }));
}

module.exports = { sizes };
if (require.main === module) sizes(Array.from({ length: 30 }, (_, i) => `data/${String(i % 20).padStart(2, '0')}.txt`)).then(console.log);
