// expect: stream-comment
const fs = require('fs');
const read = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  const stream = fs.createReadStream(file);
  stream.on('data', (chunk) => chunks.push(chunk));
  // all of it
  stream.on('end', () => resolve(Buffer.concat(chunks)));
  stream.on('error', reject);
});
read('a.txt').then((bytes) => console.log(bytes.length));
