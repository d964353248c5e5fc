// expect: stream-result
// What fails in the end handler ends the process; in a loop it would reject the promise.
const fs = require('fs');
const load = (file) => new Promise((resolve, reject) => {
  let text = '';
  fs.createReadStream(file, 'utf8').on('data', (chunk) => { text += chunk; }).on('end', () => resolve(JSON.parse(text))).on('error', reject);
});
process.on('uncaughtException', (error) => console.log('uncaught', error.name));
load('a.txt').catch((error) => console.log('rejected', error.name));
