import path from 'node:path'

const sleep = (ms) => {
  const until = Date.now() + ms
  while (Date.now() < until) { /* spin */ }
}

const waitFor = (condition, limit) => {
  const deadline = Date.now() + limit
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('too late')
    sleep(5)
  }
  return path.sep.length
}

let turns = 0
console.log(waitFor(() => ++turns > 3, 1000), turns)
try {
  waitFor(() => false, 20)
} catch (error) {
  console.log(error.message)
}
