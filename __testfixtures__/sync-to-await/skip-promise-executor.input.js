// expect: directive, promise-executor
const fs = require('fs');

// nobody else can tell that it fails
const load = (file) => new Promise((resolve) => {
  resolve(fs.readFileSync(file, 'utf8'));
});

// what it wrote is read before it ends
const write = (file) => new Promise((resolve, reject) => {
  fs.writeFileSync(file, 'written');
  resolve();
});

const run = (resolve, reject) => {
  resolve(fs.readFileSync('a.txt', 'utf8'));
};

load('none.txt').catch((error) => console.log(error.code));
const written = write('new.txt');
// unblock: keep-sync it is there already
console.log(fs.readFileSync('new.txt', 'utf8'));
written.then(() => new Promise(run)).then((text) => console.log(text.length));
({ get now() { return run(console.log, console.error); } }).now;
