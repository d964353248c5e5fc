// offload: pako:deflate, pako:inflate
// done: 4 in a worker, 0 here
const pako = require('pako');

function main() {
  for (const text of ['', 'text '.repeat(100)]) {
    const bytes = pako.deflate(text);
    console.log(bytes.length, pako.inflate(bytes, { to: 'string' }).length);
  }
}

module.exports = {};
if (require.main === module) Promise.resolve().then(main);
