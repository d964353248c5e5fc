const { readFile } = require('fs/promises')
process.on('uncaughtException', (error, origin) => {
  console.log(error.code, origin)
  process.exitCode = 7
})
console.log('begin')

let main = 'none.txt'
async function asyncMain() {
console.log(await readFile(main, 'utf8'))
console.log('never')
}

asyncMain().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
