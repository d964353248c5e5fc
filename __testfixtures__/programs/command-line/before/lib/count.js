'use strict'

const fs = require('fs')

module.exports = count

function count (file) {
  return fs.readFileSync(file, 'utf8').split('\n').length - 1
}
