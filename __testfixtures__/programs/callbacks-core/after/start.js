const fs = require('fs')
const path = require('path')
let state = 'loading'
const first = function () { return 1 }
;(async () => {
  const text = await fs.promises.readFile(path.join(__dirname, 'start.js'), 'utf8')
  // how long
  console.log(text.length > 3, state, first())
  let stat
  try {
    stat = await fs.promises.stat(__filename)
  } catch {
    return console.log('no stat')
  }
  const text1 = stat.size
  console.log(text1 > 3)
})().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
if (state === 'loading') (async () => {
  let err = null
  let data
  try {
    data = await fs.promises.readFile('/nowhere/at/all')
  } catch (error) {
    err = error
  }
  setTimeout(() => console.log(err ? err.code : data), 300)
})().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
for (const name of ['a', 'b']) {
  (async () => {
    let err = null
    try {
      await fs.promises.stat(path.join('/nowhere', name))
    } catch (error1) {
      err = error1
    }
    setTimeout(function () { console.log(name, err.code) }, name === 'a' ? 450 : 600)
  })().catch((error) => {
    process.nextTick(() => {
      throw error
    })
  })
}
state = 'loaded'
;(async () => {
  let err = null
  try {
    await fs.promises.access(process.argv[2] || '/nowhere')
  } catch (error2) {
    err = error2
  }
  setTimeout(function () {
    if (err) throw new Error('it ends so')
  }, 750)
})().catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
