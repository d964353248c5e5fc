// expect: ambiguous-callee
const fs = require('fs');

const fake = { readFileSync: (file) => `fake ${file}` };
const disk = process.argv.length > 5 ? fake : fs;
let count = 0;

// asking at run time would evaluate something twice
console.log([disk, fs][count++].readFileSync('a.txt', 'utf8'));

// neither of two functions is the only API that it may be
const look = process.argv.length > 5 ? fs.statSync : fs.lstatSync;
console.log(look('a.txt').isFile());

// a getter may do anything
class Lazy {
  get disk() {
    console.log(`read ${++count}`);
    return process.argv.length > 5 ? fake : fs;
  }
  read(file) {
    return this.disk.readFileSync(file, 'utf8');
  }
}
console.log(new Lazy().read('a.txt'));

// arguments that change what is called, or define functions
let name = 'a';
console.log(disk.readFileSync((name += '.txt'), 'utf8'), name);
console.log(disk.readFileSync(`${['a'].map((letter) => letter)}.txt`, 'utf8'));

// a call that may not happen
console.log(disk.readFileSync?.('a.txt', 'utf8'));

// asked already
const xfs = JSON.parse('false') || disk;
async function again(file) {
  return xfs === fs ? await fs.promises.readFile(file, 'utf8') : xfs.readFileSync(file, 'utf8');
}
again('a.txt').then(console.log);
