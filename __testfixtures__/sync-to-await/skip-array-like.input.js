// expect: unknown-receiver
const fs = require('fs');

class Names extends Set {}

new Names(['a.txt']).forEach((name) => console.log(fs.readFileSync(name, 'utf8')));
new URLSearchParams('a=b.txt').forEach((name, key) => console.log(key, fs.readFileSync(name, 'utf8')));
console.log(new Uint8Array([1, 2]).map((n) => (fs.existsSync('a.txt') ? n : 0)));
