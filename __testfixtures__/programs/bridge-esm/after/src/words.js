import { readFile } from 'node:fs/promises'

const SPACE = /\s+/

/** A class field waits for nobody. */
export async function words(file) {
    return (await readFile(file, 'utf8')).trim().split(SPACE)
}

export async function count(file) {
    return (await words(file)).length
}

/** What a default parameter gives must be there at once. */
export const defaults = async (file) => ({ count: (await readFile(file)).length, name: 'words.txt' })
