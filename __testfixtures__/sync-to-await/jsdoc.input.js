const fs = require('fs');

/**
 * @param {string} name
 * @returns {{ text: string, size: number }} what is in it
 */
function load(name) {
  return { text: read(name), size: fs.statSync(name).size };
}

/** @return {string} */
const read = (name) => fs.readFileSync(name, 'utf8');

/** Looks, and says whether it is there. */
const exists = (name) => fs.existsSync(name);

console.log(load('a.txt'), exists('none.txt'));
