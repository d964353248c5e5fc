// expect: bound-list
const fs = require('fs');

// taking elements out on the way has `map` pass over others
const pending = fs.readdirSync('data');
async function drain() {
  const done = await Promise.all(pending.map(async (name) => {
    pending.splice(pending.indexOf(name), 1);
    return (await fs.promises.readFile('data/' + name)).length;
  }));
  console.log(done.filter((each) => each > 0).length, pending.length);
}

class Queue {
  constructor(items) { this.items = items; }
  take(name) { this.items.splice(this.items.indexOf(name), 1); }
  async run() {
    return Promise.all(this.items.map(async (name) => {
      this.take(name);
      return (await fs.promises.stat('data/' + name)).size;
    }));
  }
}

// the object is the same in every step
function* steps() {
  const step = {};
  for (const name of fs.readdirSync('data').slice(0, 6)) {
    step.name = name;
    yield step;
  }
}
const named = async () => Promise.all(Array.from(steps(), async ({ name }) => `${name} ${(await fs.promises.stat('data/' + name)).size}`));

drain()
  .then(() => new Queue(fs.readdirSync('data')).run())
  .then((all) => console.log(all.filter((each) => each > 0).length))
  .then(named)
  .then((all) => console.log(all.join()));
