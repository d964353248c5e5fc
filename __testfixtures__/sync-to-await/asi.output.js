const fs = require('fs')

async function list() {
  return (await fs.promises.readFile('a.txt', 'utf8')).split('\n')
}
async function go() {
  let n = 0
  const x = n
  ;(await list()).forEach((l) => { n += l.length })
  n++
  ;(await list()).map(String)
  let y
  ;(await list())[0]
  if (n) (await list()).push(1)
  if (n)
    (await list()).push(2)
  else
    (await list()).push(3)
  const f = function () { return list }
  ;(await list()).pop()
  do (await list()).pop()
  while (false)
  ;(await list()).pop()
  return [n, x, y, typeof f]
}
async function main() {
console.log(await go())
}

main().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
