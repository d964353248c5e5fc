import { readFileSync } from 'node:fs'

const SPACE = /\s+/

/** A class field waits for nobody. */
export function words(file) {
    return readFileSync(file, 'utf8').trim().split(SPACE)
}

export function count(file) {
    return words(file).length
}

/** What a default parameter gives must be there at once. */
export const defaults = (file) => ({ count: readFileSync(file).length, name: 'words.txt' })
