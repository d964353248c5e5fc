const fs = require('fs');

const log = [];
const note = (name) => { log.push(name); return name; };
const read = (file) => { log.push(file); return fs.readFileSync(file, 'utf8'); };

function shout(text = fs.readFileSync('a.txt', 'utf8'), { size = fs.statSync('b.txt').size } = {}) {
  return text.toUpperCase() + size;
}

// evaluated one after another, the first before and the last after the file is read
function order(first = note('first'), second = read('a.txt'), third = note('third' + second.length), fourth = 'four') {
  'use sloppy';
  // what came out
  return [first, second, third, fourth, arguments.length].join();
}

const double = (text = read('b.txt'), times = 2, onDone = () => text) => text.repeat(times) + onDone();
const pair = ({ file = 'c.txt', text = read(file) }) => ({ file, text });
const sum = async (size = fs.statSync('a.txt').size, ...rest) => rest.reduce((all, n) => all + n, size);

class Store {
  constructor(text) { this.text = text; }
  match(text = read('a.txt')) { return this.text === text; }
  count([head, size = read(head).length] = ['a.txt']) {
    size += this.text.length;
    return head + size;
  }
}

function nested(get = (file = 'a.txt', text = read(file)) => text.length, more = read('c.txt')) { return get() + more; }

const missing = (text = read('none.txt')) => text;

const store = new Store('x');
console.log(shout(), shout('given', { size: 1 }), shout.length);
console.log(order(), order('f', undefined), order(null, null, null, null), order.length);
console.log(double(), double('x', 3, () => 'y'), double.length);
console.log(pair({}), pair({ file: 'b.txt' }), pair({ text: 'given' }), pair.length);
console.log(store.match(), store.match('x'), store.count(), store.count(['b.txt', 5]));
console.log(nested());
try { missing(); } catch (error) { console.log(error.code); }
try { pair(); } catch (error) { console.log(error.name); }
sum(undefined, 1, 2).then((total) => console.log(total, log.join()));
