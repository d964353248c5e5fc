// expect: foreign-base
const fs = require('fs');
const { Readable, Transform } = require('stream');

class Inline extends Transform {
  _transform(chunk, encoding, callback) {
    callback(null, fs.readFileSync(String(chunk), 'utf8'));
  }
}

Readable.from(['a.txt', 'b.txt']).pipe(new Inline()).on('data', (text) => console.log(String(text)));
