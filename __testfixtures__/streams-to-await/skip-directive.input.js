// expect: directive
const fs = require('fs');
// unblock: keep-sync
const read = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
});
read('a.txt').then((bytes) => console.log(bytes.length));
