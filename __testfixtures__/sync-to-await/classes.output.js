const fs = require('fs');

class Store {
  static open(dir) {
    return new this(dir);
  }
  static async #exists(name) {
    return await fs.promises.access(name).then(() => true, () => false);
  }
  constructor(dir) {
    this.dir = dir;
  }
  async read(name) {
    return await fs.promises.readFile(`${this.dir}/${name}`, 'utf8');
  }
  async both() {
    return await this.read('a.txt') + await this.read('b.txt');
  }
  async #size(name) {
    return (await this.read(name)).length;
  }
  size = async (name) => (await Store.#exists(name) ? await this.#size(name) : -1);
}
class Loud extends Store {
  async read(name) {
    return (await super.read(name)).toUpperCase();
  }
}
class Fake extends Store {
  read(name) {
    return `fake ${name}`;
  }
}
class Named extends Loud {
  async ['read'](name) {
    return `${name}: ${await super.read(name)}`;
  }
}

async function main() {
for (const Class of [Store, Loud, Fake, Named]) {
  const store = Class.open('.');
  console.log(await store.both(), await store.size('a.txt'), await store.size('none.txt'));
}
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
