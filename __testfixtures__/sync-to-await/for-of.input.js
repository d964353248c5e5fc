const fs = require('fs');
const path = require('path');

function show(dir) {
  // the list is fresh: nobody can change it meanwhile
  fs.readdirSync(dir).forEach(function (name) {
    if (!name.endsWith('.txt')) return;
    console.log(name, fs.statSync(path.join(dir, name)).isFile()); // each in turn
  });
}

function sizes(names) {
  const known = names.split(' ').filter(Boolean);
  let total = 0;
  known.forEach(name => total += fs.statSync(name).size)
  known.forEach((name) => {
    name = path.resolve(name);
    var text = fs.readFileSync(name, 'utf8');
    switch (text.length) {
      case 0: return;
      default: total += text.length;
    }
  });
  return total;
}

class Store {
  constructor(files) { this.files = files; }
  print() {
    Object.entries(this.files).forEach(([name, file]) => {
      console.log(name, this.files[name] === file, fs.existsSync(file));
    });
  }
}

// these stay calls: the array is somebody else's, has holes, grows, or the function is not only a body
function kept(list) {
  list.forEach((name) => console.log(fs.existsSync(name)));
  [, 'a.txt'].forEach((name) => console.log(fs.existsSync(name)));
  const queue = ['a.txt'];
  queue.forEach((name) => { if (queue.length < 3) queue.push('b.txt'); console.log('queue', fs.existsSync(name)); });
  ['a.txt', 'none.txt'].forEach(function (name, i) { console.log(i, this.ok, fs.existsSync(name)); }, { ok: true });
  ['a.txt', 'b.txt'].forEach((name) => { for (const _ of [1, 2]) { if (fs.existsSync(name)) return; console.log('missing'); } });
  ['a.txt', 'b.txt'].forEach((name) => { var size; if (name === 'a.txt') size = fs.statSync(name).size; console.log(size); });
  const later = [];
  ['a.txt', 'b.txt'].forEach((name) => { var text = fs.readFileSync(name, 'utf8'); later.push(() => text); });
  console.log(later.map((text) => text().length));
  const name = 'a.txt b.txt';
  name.split(' ').forEach((name) => console.log('shadow', fs.existsSync(name)));
}

show('.');
console.log(sizes('a.txt b.txt'));
new Store({ a: 'a.txt', none: 'none.txt' }).print();
kept(['a.txt', 'none.txt']);
