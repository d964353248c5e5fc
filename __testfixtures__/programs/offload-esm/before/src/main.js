import { countBelow, primesBelow } from './primes.js'
import words from './words.js'

const report = (text) => [...words(text)].map(([word, n]) => `${word}:${n}`).join()

console.log(primesBelow(30).join(), countBelow(100))
console.log(report('The cat and the dog and a cat'))
