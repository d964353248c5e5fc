// A getter cannot wait, the rest of the program can: the function stays for the one and gets a version for the other.
const fs = require('fs');
const { promisify } = require('util');

/**
 * Reads a file's lines.
 * @param {string} name
 * @returns {string[]}
 */
function readLines(name) {
  const text = fs.readFileSync(name, 'utf8');
  return text.split('\n');
}

class Document {
  get lines() {
    return readLines('a.txt');
  }
}

const countAll = (names) => {
  return names.map((name) => readLines(name).length);
}; // how many lines

console.log(new Document().lines.length, typeof promisify);
console.log(countAll(['a.txt', 'b.txt']).join());
