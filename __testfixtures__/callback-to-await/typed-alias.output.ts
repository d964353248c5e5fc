// the type of the callback has a name, which others may use
import * as fs from 'node:fs';
import { promisify, callbackify } from 'node:util';

type Callback<T> = (err: Error | null, value?: T) => void;

function size(file: string, callback: Callback<number>): void {
  callbackify(async () => {
    const stats = await fs.promises.stat(file);
    return stats.size;
  })(callback);
}

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
