const fs = require('fs')

function list() {
  return fs.readFileSync('a.txt', 'utf8').split('\n')
}
function go() {
  let n = 0
  const x = n
  list().forEach((l) => { n += l.length })
  n++
  list().map(String)
  let y
  list()[0]
  if (n) list().push(1)
  if (n)
    list().push(2)
  else
    list().push(3)
  const f = function () { return list }
  list().pop()
  do list().pop()
  while (false)
  list().pop()
  return [n, x, y, typeof f]
}
console.log(go())
