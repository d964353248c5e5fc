// the variable says what the function is
import * as fs from 'node:fs';

const size: (file: string, callback: (err: Error | null, size?: number) => void) => void = (file, callback) => {
  fs.stat(file, (err, stats) => {
    if (err) return callback(err);
    callback(null, stats.size);
  });
};

size('a.txt', (err, bytes) => console.log(err ? err.message : bytes));
console.log('later');
