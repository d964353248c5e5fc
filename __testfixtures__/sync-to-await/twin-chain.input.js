// Versions call versions: a getter keeps the whole chain, main goes around it.
const fs = require('fs');

const files = {
  dir: '.',
  text: function (name) { return fs.readFileSync(`${this.dir}/${name}`, 'utf8'); },

  size(name) {
    return this.text(name).length;
  },
};

function sum(names) {
  let total = 0;
  for (const name of names) total += files.size(name);
  return total;
}

class Report {
  get total() { return sum(['a.txt', 'b.txt']); }
}

function main() {
  console.log(sum(['a.txt', 'c.txt']));
}

console.log(new Report().total);
main();
