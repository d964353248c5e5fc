const fs = require('fs');

const files = {
  get(name) {
    return fs.readFileSync(name, 'utf8');
  },
  set: function (name, text) {
    fs.writeFileSync(name, text);
  },
  async: (name) => fs.existsSync(name),
  'with space'() {
    return this.get('a.txt').length;
  },
  nested: {
    first: (name) => files.get(name)[0],
  },
};
const table = { size: (name) => fs.statSync(name).size, name: (name) => name };

files.set('out.txt', 'x');
console.log(files.get('out.txt'), files.async('out.txt'), files['with space'](), files.nested.first('a.txt'));
for (const key of Object.keys(table)) console.log(key, table[key]('b.txt'));
for (const [key, run] of Object.entries(table)) console.log(key, run('c.txt'));
