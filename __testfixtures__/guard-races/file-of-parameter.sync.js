// a counter in a file that the caller names
// calls: count('/n.txt') | count('/n.txt')
const fs = require('fs');
function count(file) {
  const before = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  fs.writeFileSync(file, String(before + 1));
}
module.exports = { count };
