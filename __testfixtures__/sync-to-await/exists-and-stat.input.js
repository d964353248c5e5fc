const fs = require('fs');

const isFile = (name) => fs.existsSync(name) && fs.statSync(name).isFile();

function describe(name) {
  if (!fs.existsSync(name)) return 'missing';
  const stats = fs.lstatSync(name, { throwIfNoEntry: false });
  return stats ? `${stats.size} bytes` : 'gone';
}

console.log(isFile('a.txt'), isFile('.'), !fs.existsSync('none.txt'), fs.existsSync(undefined));
console.log(describe('a.txt'), describe('none.txt'));
console.log(fs.statSync('none.txt', { throwIfNoEntry: false }), fs.statSync('none.txt', { throwIfNoEntry: false })?.size);
console.log(typeof fs.statSync('a.txt', { bigint: true }).size);
try {
  fs.statSync('none.txt');
} catch (error) {
  console.log(error.code, error.syscall, error.message);
}

// what old code still asks for is not there in any Node that has async functions
const path = require('path');
const existsSync = fs.existsSync || path.existsSync;
const args = (process.ARGV || process.argv).slice(2).concat('a.txt');
args.forEach((arg) => console.log(existsSync(arg)));
