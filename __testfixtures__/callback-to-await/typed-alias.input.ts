// the type of the callback has a name, which others may use
import * as fs from 'node:fs';

type Callback<T> = (err: Error | null, value?: T) => void;

function size(file: string, callback: Callback<number>): void {
  fs.stat(file, (err, stats) => {
    if (err) return callback(err);
    callback(null, stats.size);
  });
}

size('a.txt', (err, bytes) => console.log(err ? err.message : bytes));
console.log('later');
