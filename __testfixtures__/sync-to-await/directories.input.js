const fs = require('fs');
const os = require('os');
const path = require('path');

function names(dir) {
  const handle = fs.opendirSync(dir);
  const found = [];
  for (let entry; (entry = handle.readSync()) !== null; ) found.push(entry.name);
  handle.closeSync();
  return found.sort();
}

function walk(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    return entry.isDirectory() ? walk(file) : [file];
  });
}

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
for (const sub of ['x/y', 'a/b', 'a']) {
  fs.mkdirSync(path.join(dir, sub), { recursive: true });
  fs.writeFileSync(path.join(dir, sub, 'f'), sub);
}
console.log(names(dir), fs.readdirSync(dir, { recursive: true }), walk(dir).map((file) => path.relative(dir, file)));
fs.rmSync(dir, { recursive: true });
