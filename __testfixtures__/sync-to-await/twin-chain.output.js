// Versions call versions: a getter keeps the whole chain, main goes around it.
const fs = require('fs');

const files = {
  dir: '.',
  text: function (name) { return fs.readFileSync(`${this.dir}/${name}`, 'utf8'); },
  textAsync: async function (name) { return await fs.promises.readFile(`${this.dir}/${name}`, 'utf8'); },

  size(name) {
    return this.text(name).length;
  },

  async sizeAsync(name) {
    return (await this.textAsync(name)).length;
  },
};

function sum(names) {
  let total = 0;
  for (const name of names) total += files.size(name);
  return total;
}

async function sumAsync(names) {
  let total = 0;
  for (const name of names) total += await files.sizeAsync(name);
  return total;
}

class Report {
  get total() { return sum(['a.txt', 'b.txt']); }
}

async function main() {
  console.log(await sumAsync(['a.txt', 'c.txt']));
}

console.log(new Report().total);
main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
