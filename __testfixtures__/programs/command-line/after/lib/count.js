'use strict'

const fs = require('fs')

module.exports = count

async function count (file) {
  return (await fs.promises.readFile(file, 'utf8')).split('\n').length - 1
}
