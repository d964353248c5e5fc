const fs = require('fs')

async function main() {
const text = await (async function () {
  return await fs.promises.readFile('a.txt', 'utf8')
})()
const there = await (async () => await fs.promises.access('a.txt').then(() => true, () => false))()

;await (async function () {
  console.log(text, there, this.mark, await fs.promises.access('b.txt').then(() => true, () => false))
}).call({ mark: 1 })
!await (async function () {
  console.log(await fs.promises.access('c.txt').then(() => true, () => false))
})()
}

main().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
