const fs = require('fs');
const os = require('os');
const path = require('path');

async function names(dir) {
  const handle = await fs.promises.opendir(dir);
  const found = [];
  for (let entry; (entry = await handle.read()) !== null; ) found.push(entry.name);
  await handle.close();
  return found.sort();
}

async function walk(dir) {
  return await flatMapAsync(await fs.promises.readdir(dir, { withFileTypes: true }), async (entry) => {
    const file = path.join(dir, entry.name);
    return entry.isDirectory() ? await walk(file) : [file];
  });
}

async function main() {
const dir = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'case-'));
for (const sub of ['x/y', 'a/b', 'a']) {
  await fs.promises.mkdir(path.join(dir, sub), { recursive: true });
  await fs.promises.writeFile(path.join(dir, sub, 'f'), sub);
}
console.log(await names(dir), await fs.promises.readdir(dir, { recursive: true }).then(breadthFirst), (await walk(dir)).map((file) => path.relative(dir, file)));
await fs.promises.rm(dir, { recursive: true });
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.flatMap that awaits each callback before the next.
async function flatMapAsync(items, callback, thisArg) {
  const results = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const result = await callback.call(thisArg, items[index], index, items);
    if (Array.isArray(result)) result.forEach((inner) => results.push(inner));
    else results.push(result);
  }
  return results;
}

// Entries of a recursive readdir in the order of readdirSync.
function breadthFirst(entries) {
  const separator = process.platform === 'win32' ? '\\' : '/';
  const within = new Map([['', []]]);
  for (const entry of entries) within.set(entry, []);
  for (const entry of entries) within.get(entry.slice(0, Math.max(0, entry.lastIndexOf(separator)))).push(entry);
  const ordered = [''];
  for (const entry of ordered) for (const inner of within.get(entry)) ordered.push(inner);
  return ordered.slice(1);
}
