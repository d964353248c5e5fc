// expect: accessor
// One call of two methods, of which only one would have a version.
const fs = require('fs');

class Text {
  load(name) { return fs.readFileSync(name, 'utf8').length; }
}
class Constant {
  load(name) { return name.length; }
}
class Store {
  get first() { return new Text().load('a.txt'); }
}

console.log(new Store().first);
for (const each of [new Text(), new Constant()]) console.log(each.load('b.txt'));
