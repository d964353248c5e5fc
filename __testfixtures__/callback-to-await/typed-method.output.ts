import * as fs from 'node:fs';
import { promisify, callbackify } from 'node:util';

interface Sizes {
  of(file: string, callback: (err: Error | null, size?: number) => void): void;
}

class Disk implements Sizes {
  of(file: string, callback: (err: Error | null, size?: number) => void): void {
    callbackify(async () => {
      const stats = await fs.promises.stat(file);
      return stats.size;
    })(callback);
  }
}

const sizes: Sizes = new Disk();
(async () => {
  let err: any = null;
  let bytes;
  try {
    bytes = await promisify(sizes.of.bind(sizes))('a.txt');
  } catch (error) {
    err = error;
  }
  console.log(err ? err.message : bytes);
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
console.log('later');
