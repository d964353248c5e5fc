// offload: pako:deflate, pako:inflate
// done: 4 in a worker, 0 here
const pako = require('pako');
const { deflateInWorker, inflateInWorker } = require('./offload/index.js');

async function main() {
  for (const text of ['', 'text '.repeat(100)]) {
    const bytes = await deflateInWorker(text);
    console.log(bytes.length, (await inflateInWorker(bytes, { to: 'string' })).length);
  }
}

module.exports = {};
if (require.main === module) Promise.resolve().then(main);
