const fs = require('fs')

const text = (function () {
  return fs.readFileSync('a.txt', 'utf8')
})()
const there = (() => fs.existsSync('a.txt'))()

;(function () {
  console.log(text, there, this.mark, fs.existsSync('b.txt'))
}).call({ mark: 1 })
!(function () {
  console.log(fs.existsSync('c.txt'))
})()
