import { fileURLToPath } from 'node:url'
import { count, defaults, words } from './words.js'
import { wordsBlocking, countBlocking } from './blocking/index.js'

const FILE = fileURLToPath(new URL('./words.txt', import.meta.url))

class List {
    all = wordsBlocking(FILE)
    get count() {
        return countBlocking(FILE)
    }
}

async function measured(options = undefined) {
    if (options === undefined) options = await defaults(FILE)
    return options.count
}

const lengths = async () => (await words(FILE)).map(({ length }) => length)

function* each() {
    yield countBlocking(FILE)
}

async function report() {
    const list = new List()
    console.log(list.all.join(), list.count, (await lengths()).join(), [...each()], await count(FILE))
    return await measured({ count: 0 }) + await measured()
}

console.log(await report(), await defaults(FILE))
