const pako = require('pako');

function pack(text) {
  return pako.deflate(text, { level: 9 });
}

/** A property cannot wait. */
const sample = {
  get packed() {
    return pako.deflate('sample').length;
  },
};

exports.pack = pack;
exports.sample = sample;
exports.unpack = (bytes) => pako.inflate(bytes, { to: 'string' });
