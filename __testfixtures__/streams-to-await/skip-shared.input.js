// expect: stream-more, stream-shared
const fs = require('fs');
const limited = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  const stream = fs.createReadStream(file);
  const timer = setTimeout(reject, 5000, new Error('late'));
  timer.unref();
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', () => resolve(Buffer.concat(chunks)));
  stream.on('error', reject);
});
const piped = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  const stream = fs.createReadStream(file);
  const copy = stream.pipe(fs.createWriteStream(`${file}.copy`));
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', () => resolve(Buffer.concat(chunks)));
  stream.on('error', reject);
});
const counted = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  let size = 0;
  const stream = fs.createReadStream(file);
  stream.on('data', (chunk) => { chunks.push(chunk); size += chunk.length; });
  stream.on('end', () => resolve(Buffer.concat(chunks)));
  stream.on('error', reject);
});
Promise.all([limited('a.txt'), piped('b.txt'), counted('c.txt')]).then((all) => console.log(all.map(({ length }) => length).join()));
