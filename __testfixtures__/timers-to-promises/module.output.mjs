import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const sleep = async (ms) => {
  const until = Date.now() + ms
  while (Date.now() < until) { /* spin */ await delay(Math.max(0, until - Date.now())) }
}

const waitFor = async (condition, limit) => {
  const deadline = Date.now() + limit
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('too late')
    await sleep(5)
  }
  return path.sep.length
}

let turns = 0
console.log(await waitFor(() => ++turns > 3, 1000), turns)
try {
  await waitFor(() => false, 20)
} catch (error) {
  console.log(error.message)
}
