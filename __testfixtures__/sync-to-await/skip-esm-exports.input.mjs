// expect: module-top-level
import { readFileSync } from 'node:fs';

export const text = readFileSync('a.txt', 'utf8');

console.log(text.length);
