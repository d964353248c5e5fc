const fs = require('graceful-fs');

function main() {
  const names = fs.readdirSync('.').filter((name) => /^[abc]\.txt$/.test(name));
  return names.map((name) => [name, fs.existsSync(name), fs.readFileSync(name, 'utf8')]);
}

console.log(main());
