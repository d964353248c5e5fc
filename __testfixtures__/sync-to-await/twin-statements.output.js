// Where the second text goes: after the comment of a line, between commas, commas first, without semicolons.
'use strict'
const fs = require('fs')
const lib = {}

lib.size = size // by name
lib.sizeAsync = sizeAsync
lib.text = function (name) { return fs.readFileSync(name, 'utf8') }
lib.textAsync = async function (name) { return await fs.promises.readFile(name, 'utf8') }

const table = {
    size,
    sizeAsync
  , text: lib.text
  , count: function (name) {
      return lib.text(name).split('\n').length
    }
  , countAsync: async function (name) {
      return (await lib.textAsync(name)).split('\n').length
    }
}

function size(name) {
  return fs.statSync(name).size
}; // the end

async function sizeAsync(name) {
  return (await fs.promises.stat(name)).size
}

class First {
  get all() {
    return [table.count('a.txt'), table.size('a.txt'), lib.size('b.txt')]
  }
}

async function main() {
console.log(new First().all.join(), await table.countAsync('b.txt'), await table.sizeAsync('a.txt'), await lib.sizeAsync('b.txt'), (await lib.textAsync('c.txt')).length)
}

main().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
