const fs = require('fs');

/**
 * Reads the first line.
 *
 * @param {string} file - where it is
 * @returns {Promise}
 */
async function firstLine(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  return text.split('\n')[0];
}

/**
 * @param {string} file
 * @return {Promise<void>} nothing yet
 */
async function check(file) {
  await fs.promises.access(file);
}

async function parent() {
  const stats = await fs.promises.stat('..');
  return stats.isDirectory();
}

async function main() {
  await fs.promises.stat('.');
  let err = null;
  let line;
  try {
    line = await firstLine('a.txt');
  } catch (error) {
    err = error;
  }
  console.log(err, line);
  try {
    await check('b.txt');
  } catch (err) {
    return console.log(err.code);
  }
  const is = await parent();
  console.log(is);
}

main();
