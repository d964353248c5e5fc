const fs = require('fs')
const path = require('path')
let state = 'loading'
const first = function () { return 1 }
fs.readFile(path.join(__dirname, 'start.js'), 'utf8', function (err, text) {
  if (err) throw err
  // how long
  console.log(text.length > 3, state, first())
  fs.stat(__filename, function (err, stat) {
    if (err) return console.log('no stat')
    const text = stat.size
    console.log(text > 3)
  })
})
if (state === 'loading') fs.readFile('/nowhere/at/all', (err, data) => {
  setTimeout(() => console.log(err ? err.code : data), 300)
})
for (const name of ['a', 'b']) {
  fs.stat(path.join('/nowhere', name), function (err) {
    setTimeout(function () { console.log(name, err.code) }, name === 'a' ? 450 : 600)
  })
}
state = 'loaded'
fs.access(process.argv[2] || '/nowhere', function (err) {
  setTimeout(function () {
    if (err) throw new Error('it ends so')
  }, 750)
})
