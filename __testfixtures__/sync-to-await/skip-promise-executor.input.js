// expect: promise-executor
const fs = require('fs');

const load = (file) =>
  new Promise((resolve, reject) => {
    if (!fs.existsSync(file)) reject(new Error('missing'));
    else resolve(fs.readFileSync(file, 'utf8'));
  });

load('none.txt').catch((error) => console.log(error.message));
load('a.txt').then(console.log);
