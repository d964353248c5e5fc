const fs = require('fs');

function readLines(file) {
  return readText(file).split('\n');
}

async function readLinesAsync(file) {
  return (await readTextAsync(file)).split('\n');
}

function readText(file) {
  return fs.readFileSync(file, 'utf8');
}

async function readTextAsync(file) {
  return await fs.promises.readFile(file, 'utf8');
}

module.exports = { readLines, readLinesAsync };
