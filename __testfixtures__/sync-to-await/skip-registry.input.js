// expect: comparator
const fs = require('fs');

const registry = {};
function register(name, plugin) {
  registry[name] = plugin;
}
const files = { load: (name) => fs.readFileSync(name, 'utf8').length };
register('files', files);

console.log(['b.txt', 'a.txt'].sort((a, b) => registry.files.load(a) - registry.files.load(b)).join());
