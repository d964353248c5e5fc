const fs = require('fs');

const files = {
  async get(name) {
    return await fs.promises.readFile(name, 'utf8');
  },
  set: async function (name, text) {
    await fs.promises.writeFile(name, text);
  },
  async: async (name) => await fs.promises.access(name).then(() => true, () => false),
  async 'with space'() {
    return (await this.get('a.txt')).length;
  },
  nested: {
    first: async (name) => (await files.get(name))[0],
  },
};
const table = { size: async (name) => (await fs.promises.stat(name)).size, name: (name) => name };

async function main() {
await files.set('out.txt', 'x');
console.log(await files.get('out.txt'), await files.async('out.txt'), await files['with space'](), await files.nested.first('a.txt'));
for (const key of Object.keys(table)) console.log(key, await table[key]('b.txt'));
for (const [key, run] of Object.entries(table)) console.log(key, await run('c.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
