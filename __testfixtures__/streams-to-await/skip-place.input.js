// expect: stream-place
// Something else happens before, a default value fails at once, or a name would mean another thing.
const fs = require('fs');
function logged(file) {
  console.log('reading', file);
  return new Promise((resolve, reject) => {
    const chunks = [];
    fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
}
function named(file = (() => { throw new Error('which?'); })()) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
}
function hidden(text, file) {
  return new Promise((resolve, reject) => {
    let text = '';
    fs.createReadStream(file, 'utf8').on('data', (chunk) => { text += chunk; }).on('end', () => resolve(text)).on('error', reject);
  });
}
function same(file) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    fs.createReadStream(file).on('data', (file) => chunks.push(file)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
}
try {
  named();
} catch (error) {
  console.log(error.message);
}
Promise.all([logged('a.txt'), hidden('x', 'b.txt'), same('c.txt')]).then((all) => console.log(all.map(({ length }) => length).join()));
