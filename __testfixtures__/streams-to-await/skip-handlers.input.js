// expect: stream-handlers
const fs = require('fs');
const read = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  const stream = fs.createReadStream(file);
  stream.on('open', () => console.log('open'));
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', () => resolve(Buffer.concat(chunks)));
  stream.on('error', reject);
});
read('a.txt').then((bytes) => console.log(bytes.length));
