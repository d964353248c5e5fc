// the variable says what the function is
import * as fs from 'node:fs';
import { promisify, callbackify } from 'node:util';

const size: (file: string, callback: (err: Error | null, size?: number) => void) => void = (file, callback) => {
  callbackify(async () => {
    const stats = await fs.promises.stat(file);
    return stats.size;
  })(callback);
};

(async () => {
  let err: any = null;
  let bytes;
  try {
    bytes = await promisify(size)('a.txt');
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
