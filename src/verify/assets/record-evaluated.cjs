// Preloaded under jest and vitest, which evaluate transformed code through node:vm: keeps the text of every evaluated file
// of the checkout, so that V8's coverage offsets can be traced to the source. Writes to $UNBLOCK_CODE, about files in $UNBLOCK_DIR.
'use strict';
const { createHash } = require('crypto');
const { writeFileSync } = require('fs');
const { syncBuiltinESMExports } = require('module');
const { join, sep } = require('path');
const { fileURLToPath } = require('url');
const vm = require('vm');
const { isMainThread } = require('worker_threads');

const folder = process.env.UNBLOCK_CODE;
const root = process.env.UNBLOCK_DIR + sep;
const seen = new Set();

function record(code, options) {
  const name = typeof options === 'string' ? options : options && (options.filename || options.identifier);
  if (typeof name !== 'string' || typeof code !== 'string') return;
  const file = name.startsWith('file:') ? fileURLToPath(name) : name;
  if (!file.startsWith(root) || file.includes(sep + 'node_modules' + sep)) return;
  const key = createHash('sha1').update(file).update(code).digest('hex');
  if (seen.has(key)) return;
  seen.add(key);
  writeFileSync(join(folder, key + '.json'), JSON.stringify({ file, code }));
}

for (const name of ['runInThisContext', 'compileFunction']) {
  const original = vm[name];
  vm[name] = function (code, ...rest) {
    record(code, name === 'compileFunction' ? rest[1] : rest[0]);
    return original.call(this, code, ...rest);
  };
}
for (const name of ['Script', 'SourceTextModule']) {
  if (typeof vm[name] !== 'function') continue;
  vm[name] = class extends vm[name] {
    constructor(code, options) {
      record(code, options);
      super(code, options);
    }
  };
}
syncBuiltinESMExports();

// vitest ends its processes with a signal, and then V8's coverage would never be written
if (isMainThread) {
  const exit = process.exit;
  process.once('SIGTERM', () => exit.call(process, 143));
}
