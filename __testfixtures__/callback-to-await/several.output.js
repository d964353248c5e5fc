// functions that give their callback more than one value
const fs = require('fs');

async function load(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  return [text.split('\n')[0], text.length];
}

class Store {
  constructor(file) {
    this.file = file;
  }

  async first() {
    return load(this.file);
  }
}

async function main() {
  const stats = await fs.promises.stat('a.txt');
  let err = null;
  let line, length;
  try {
    ([line, length] = await load('a.txt'));
  } catch (error) {
    err = error;
  }
  console.log(err, line, length === stats.size);
  let line1;
  try {
    ([line1] = await new Store('b.txt').first());
  } catch (err) {
    return console.log(err.code);
  }
  console.log(line1);
  let err1 = null;
  let line2, length1;
  try {
    ([line2, length1] = await load('missing.txt'));
  } catch (error1) {
    err1 = error1;
  }
  console.log(err1.code, line2, length1);
}

main();
