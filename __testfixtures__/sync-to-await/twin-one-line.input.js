// Two on one line, no semicolons, a name that says Sync.
const fs = require('fs')
const loadTextSync = (name) => fs.readFileSync(name, 'utf8'), three = 3
const sizes = { of: (name) => fs.statSync(name).size, three }

class First { get size() { return sizes.of('a.txt'); } }

console.log(new First().size, sizes.of('b.txt'), loadTextSync('c.txt').length, three)
