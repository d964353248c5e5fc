// Recursion inside of the version goes to the version; what both need stays shared.
const fs = require('fs');
const seen = [];

function walkSync(dir, depth) {
  const found = [];
  for (const name of fs.readdirSync(dir).sort()) {
    if (name === 'node_modules' || name === 'package.json' || /^main/.test(name)) continue;
    seen.push(name);
    if (depth > 0) found.push(...walkSync(dir, depth - 1));
    found.push(depth + name);
  }
  return found;
}

class Tree {
  get names() { return walkSync('.', 0); }
}

function main() {
  console.log(walkSync('.', 1).join(' '), seen.length);
}

console.log(new Tree().names.join(' '));
main();
