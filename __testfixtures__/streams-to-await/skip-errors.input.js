// expect: stream-error
const fs = require('fs');
const unheard = (file) => new Promise((resolve) => {
  const chunks = [];
  fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
});
const other = (file) => new Promise((resolve, reject) => {
  const chunks = [];
  fs.createReadStream(file).on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', (error) => reject(new Error(`no ${file}: ${error.code}`)));
});
process.on('uncaughtException', (error) => console.log('uncaught', error.code));
unheard('none');
other('none').catch((error) => console.log(error.message));
