// Two on one line, no semicolons, a name that says Sync.
const fs = require('fs')
const loadTextSync = async (name) => await fs.promises.readFile(name, 'utf8'), three = 3
const sizes = { of: (name) => fs.statSync(name).size, ofAsync: async (name) => (await fs.promises.stat(name)).size, three }

class First { get size() { return sizes.of('a.txt'); } }

async function main() {
console.log(new First().size, await sizes.ofAsync('b.txt'), (await loadTextSync('c.txt')).length, three)
}

main().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
