// expect: bound-callback, bound-throws
const fs = require('fs');

class Reader {
  constructor() { this.dir = 'data/'; }
  async read(name) { return (await fs.promises.readFile(this.dir + name)).length; }
  all(names) { return Promise.all(names.map(this.read, this)); }
}

// what is thrown at once comes out of a function that is not async as it is
function sizes(names) {
  return Promise.all(names.map((name) => fs.promises.stat('data/' + name.trim())));
}

// and is none of the results
const settled = async (names) => Promise.allSettled(names.map((name) => fs.promises.stat('data/' + name.trim())));

const names = fs.readdirSync('data');
new Reader().all(names).then((all) => console.log(all.length));
try { sizes([undefined]); } catch (error) { console.log(error.name); }
settled([null]).catch((error) => console.log(error.name));
