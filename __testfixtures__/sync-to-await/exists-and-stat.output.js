const fs = require('fs');

const isFile = async (name) => await fs.promises.access(name).then(() => true, () => false) && (await fs.promises.stat(name)).isFile();

async function describe(name) {
  if (!await fs.promises.access(name).then(() => true, () => false)) return 'missing';
  const stats = await fs.promises.lstat(name, { throwIfNoEntry: false }).catch((error) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)));
  return stats ? `${stats.size} bytes` : 'gone';
}

async function main() {
console.log(await isFile('a.txt'), await isFile('.'), !await fs.promises.access('none.txt').then(() => true, () => false), await fs.promises.access(undefined).then(() => true, () => false));
console.log(await describe('a.txt'), await describe('none.txt'));
console.log(await fs.promises.stat('none.txt', { throwIfNoEntry: false }).catch((error) => (error.code === 'ENOENT' ? undefined : Promise.reject(error))), (await fs.promises.stat('none.txt', { throwIfNoEntry: false }).catch((error) => (error.code === 'ENOENT' ? undefined : Promise.reject(error))))?.size);
console.log(typeof (await fs.promises.stat('a.txt', { bigint: true })).size);
try {
  await fs.promises.stat('none.txt');
} catch (error) {
  console.log(error.code, error.syscall, error.message);
}

// what old code still asks for is not there in any Node that has async functions
const path = require('path');
const existsSync = fs.existsSync || path.existsSync;
const args = (process.ARGV || process.argv).slice(2).concat('a.txt');
await forEachAsync(args, async (arg) => console.log(await fs.promises.access(arg).then(() => true, () => false)));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.forEach that awaits each callback before the next.
async function forEachAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items) await callback.call(thisArg, items[index], index, items);
  }
}
