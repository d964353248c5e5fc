import { fileURLToPath } from 'node:url'
import { count, defaults, words } from './words.js'

const FILE = fileURLToPath(new URL('./words.txt', import.meta.url))

class List {
    all = words(FILE)
    get count() {
        return count(FILE)
    }
}

function measured(options = defaults(FILE)) {
    return options.count
}

const lengths = () => words(FILE).map(({ length }) => length)

function* each() {
    yield count(FILE)
}

function report() {
    const list = new List()
    console.log(list.all.join(), list.count, lengths().join(), [...each()], count(FILE))
    return measured({ count: 0 }) + measured()
}

console.log(report(), defaults(FILE))
