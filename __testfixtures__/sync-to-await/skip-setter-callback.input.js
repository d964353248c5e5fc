// expect: accessor
const fs = require('fs');

const load = (name) => fs.readFileSync(name, 'utf8');

class Config {
  set source(read) {
    this.text = read('a.txt');
  }
}

const config = new Config();
config.source = load;
console.log(config.text.length);
