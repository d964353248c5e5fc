const pako = require('pako');
const { deflate2InWorker, inflateInWorker } = require('./offload/index.js');

async function pack(text) {
  return await deflate2InWorker(text, { level: 9 });
}

/** A property cannot wait. */
const sample = {
  get packed() {
    return pako.deflate('sample').length;
  },
};

exports.pack = pack;
exports.sample = sample;
exports.unpack = async (bytes) => await inflateInWorker(bytes, { to: 'string' });
