// expect: module-top-level
import { readFileSync } from 'node:fs';

const text = readFileSync('a.txt', 'utf8');

namespace Lines {
  export const count = text.split('\n').length;
}

import os = require('node:os');

console.log(text.length, Lines.count, os.EOL.length);
