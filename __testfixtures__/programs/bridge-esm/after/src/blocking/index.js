// Functions of this program for callers that cannot wait: this thread stands still meanwhile. Written by unblock; see blocking for what that costs.
import { blocking } from './blocking.js'

export { BlockingError, configure } from './blocking.js'
import * as countModule from '../words.js'
export const countBlocking = blocking('count', () => countModule, 'count')
import * as wordsModule from '../words.js'
export const wordsBlocking = blocking('words', () => wordsModule, 'words')
