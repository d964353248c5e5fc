// Where the second text goes: after the comment of a line, between commas, commas first, without semicolons.
'use strict'
const fs = require('fs')
const lib = {}

lib.size = size // by name
lib.text = function (name) { return fs.readFileSync(name, 'utf8') }

const table = {
    size
  , text: lib.text
  , count: function (name) {
      return lib.text(name).split('\n').length
    }
}

function size(name) {
  return fs.statSync(name).size
}; // the end

class First {
  get all() {
    return [table.count('a.txt'), table.size('a.txt'), lib.size('b.txt')]
  }
}

console.log(new First().all.join(), table.count('b.txt'), table.size('a.txt'), lib.size('b.txt'), lib.text('c.txt').length)
