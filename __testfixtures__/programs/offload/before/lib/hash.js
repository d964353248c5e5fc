const { createHash } = require('crypto');

const ROUNDS = 500;

class TooShort extends RangeError {
  constructor(text) {
    super(`too short: ${text}`);
    this.code = 'E_SHORT';
    this.text = text;
  }
}

const once = (text) => createHash('sha256').update(text).digest('hex');

exports.TooShort = TooShort;
exports.slowHash = function slowHash(text, salt = Buffer.from('pepper')) {
  if (text.length < 2) throw new TooShort(text);
  let value = text + salt.toString('hex');
  for (let i = 0; i < ROUNDS; i++) value = once(value);
  return { value, bytes: Buffer.from(value, 'hex') };
};
