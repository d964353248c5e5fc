import { createReadStream, writeFileSync } from 'node:fs'

writeFileSync('wide.txt', 'žluťoučký kůň 🐎'.repeat(20))

export async function load(file) {
  let text = ''
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 5 })
  for await (const chunk of stream) text += chunk
  return text.trim()
}

export const joined = async (file) => {
  const parts = []
  const stream = createReadStream(file, { highWaterMark: 3 })
  stream.setEncoding('utf8')
  for await (const part of stream) parts.push(part)
  return parts.join('')
}

export const chained = async (file) => {
  let text = ''
  for await (const chunk of createReadStream(file, { highWaterMark: 3 }).setEncoding('utf8')) text += chunk
  return text
}

const wide = await load('wide.txt')
console.log(wide.length, wide === await joined('wide.txt'), wide === await chained('wide.txt'), (await load('a.txt')).length)
console.log(await load('none').catch((error) => error.message), await joined('none').catch((error) => error.message))
