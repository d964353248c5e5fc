// How an invoice is packed on disk, and the seal that shows nobody touched it.
'use strict';

var zlib = require('zlib');
var crypto = require('crypto');

var ROUNDS = 2000;

var codec = {
  pack: function (text) {
    return zlib.gzipSync(Buffer.from(text, 'utf8'), { level: 9 });
  },

  unpack: function (data) {
    return zlib.gunzipSync(data).toString('utf8');
  },

  /** A salted digest; the salt stands before the colon. */
  seal: function (text, secret, salt) {
    salt = salt || crypto.createHash('md5').update(text).digest('hex').slice(0, 8);
    return salt + ':' + crypto.pbkdf2Sync(secret + text, salt, ROUNDS, 24, 'sha256').toString('hex');
  },

  isSealOf: function (seal, text, secret) {
    return codec.seal(text, secret, seal.split(':')[0]) === seal;
  }
};

module.exports = codec;
