const fs = require('fs');

const tell = (text) => console.log('tool', text);

exports.first = (text) => text.split('\n')[0];

if (require.main === module) {
  // the entry alone does this
  (async () => {
  const file = process.argv[2] || 'a.txt';
  tell(exports.first(await fs.promises.readFile(file, 'utf8'))); // told
  })().catch((error) => {
    process.nextTick(() => {
      throw error;
    });
  });
}

function unused() {}
