// expect: optional-chain
const fs = require('fs');

const reader = { text: (file) => fs.readFileSync(file, 'utf8') };
const show = (io) => io?.text('a.txt').trim().length;

console.log(show(reader), show(undefined));
