import { createReadStream, writeFileSync } from 'node:fs'

writeFileSync('wide.txt', 'žluťoučký kůň 🐎'.repeat(20))

export function load(file) {
  return new Promise(function (resolve, reject) {
    let text = ''
    const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 5 })
    stream.on('error', reject)
    stream.on('data', (chunk) => { text += chunk })
    stream.on('end', () => resolve(text.trim()))
  })
}

export const joined = async (file) => {
  return new Promise((resolve, reject) => {
    const parts = []
    const stream = createReadStream(file, { highWaterMark: 3 })
    stream.setEncoding('utf8')
    stream.once('error', reject).on('data', (part) => parts.push(part)).once('end', () => resolve(parts.join('')))
  })
}

export const chained = (file) => new Promise((resolve, reject) => {
  let text = ''
  createReadStream(file, { highWaterMark: 3 }).setEncoding('utf8').on('data', (chunk) => { text += chunk }).on('end', () => resolve(text)).on('error', reject)
})

const wide = await load('wide.txt')
console.log(wide.length, wide === await joined('wide.txt'), wide === await chained('wide.txt'), (await load('a.txt')).length)
console.log(await load('none').catch((error) => error.message), await joined('none').catch((error) => error.message))
