// with: words.mjs
// offload: words.mjs:longest
// done: 3 in a worker, 0 here
import { longest } from './words.mjs';

const shown = (text) => longest(text).toUpperCase();

console.log(shown('a longer text'));
const lengths = ['x yy', 'zzz z'].map((text) => longest(text).length);
console.log(lengths.join());
