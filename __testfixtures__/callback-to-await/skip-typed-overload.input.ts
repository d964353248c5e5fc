// expect: type-error
import * as fs from 'node:fs';

function size(file: string, callback: (err: Error | null, size?: number) => void): void;
function size(file: URL, callback: (err: Error | null, size?: number) => void): void;
function size(file: string | URL, callback: (err: Error | null, size?: number) => void): void {
  fs.stat(file, (err, stats) => {
    if (err) return callback(err);
    callback(null, stats.size);
  });
}

size('a.txt', (err, bytes) => console.log(err ? err.message : bytes));
console.log('later');
