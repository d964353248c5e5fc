import { countBelow } from './primes.js'
import words from './words.js'
import { wordsInWorker, primesBelowInWorker } from './offload/index.js'

const report = async (text) => [...await wordsInWorker(text)].map(([word, n]) => `${word}:${n}`).join()

console.log((await primesBelowInWorker(30)).join(), await countBelow(100))
console.log(await report('The cat and the dog and a cat'))
