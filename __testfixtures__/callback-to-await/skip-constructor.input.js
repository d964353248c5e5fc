// expect: constructor
const fs = require('fs');

class Store {
  constructor(file) {
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) throw err;
      this.text = text;
      console.log(this.text.length);
    });
  }
}

console.log(new Store('a.txt').text);
