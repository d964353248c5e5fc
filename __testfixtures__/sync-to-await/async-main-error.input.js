const { readFileSync } = require('fs')
process.on('uncaughtException', (error, origin) => {
  console.log(error.code, origin)
  process.exitCode = 7
})
console.log('begin')

let main = 'none.txt'
console.log(readFileSync(main, 'utf8'))
console.log('never')
