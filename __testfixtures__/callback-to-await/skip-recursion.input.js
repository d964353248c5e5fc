// expect: caught-at-once
const fs = require('fs');

// what it hands on as a function is no loop, and what it throws is caught
function all(files, done) {
  (function next(i) {
    if (i === files.length) return done();
    fs.stat(files[i].name, (err) => {
      console.log(err ? err.code : files[i].name);
      setImmediate(next, i + 1);
    });
  })(0);
}

try {
  all([{ name: 'a.txt' }, { name: 'missing' }], () => console.log('done'));
  all([undefined], () => console.log('done'));
} catch (error) {
  console.log(error.name);
}
