// Functions of this program that run in worker threads: await them. Written by unblock; see pool for settings and options.
import { offloaded } from "./pool.js"

export { OffloadError, close, configure, counts } from "./pool.js"
export const primesBelowInWorker = offloaded("primesBelow", () => import("../primes.js"), "primesBelow")
export const wordsInWorker = offloaded("words", () => import("../words.js"), "default")
