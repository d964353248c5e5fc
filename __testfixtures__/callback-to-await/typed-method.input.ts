import * as fs from 'node:fs';

interface Sizes {
  of(file: string, callback: (err: Error | null, size?: number) => void): void;
}

class Disk implements Sizes {
  of(file: string, callback: (err: Error | null, size?: number) => void): void {
    fs.stat(file, (err, stats) => {
      if (err) return callback(err);
      callback(null, stats.size);
    });
  }
}

const sizes: Sizes = new Disk();
sizes.of('a.txt', (err, bytes) => console.log(err ? err.message : bytes));
console.log('later');
