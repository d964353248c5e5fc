// expect: stream-encoding, stream-result
// How many chunks there are, and a character cut in two, would show.
const fs = require('fs');
fs.writeFileSync('wide.txt', 'ž'.repeat(10));
function sizes(file) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    fs.createReadStream(file, { highWaterMark: 3 }).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(chunks)).on('error', reject);
  });
}
function cut(file) {
  return new Promise((resolve, reject) => {
    let text = '';
    fs.createReadStream(file, { highWaterMark: 3 }).on('data', (chunk) => { text += chunk; }).on('end', () => resolve(text)).on('error', reject);
  });
}
Promise.all([sizes('wide.txt'), cut('wide.txt')]).then(([chunks, text]) => console.log(chunks.length, text.length));
