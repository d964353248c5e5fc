const fs = require('fs');
const path = require('path');

const DATA = path.join(__dirname, '../data');

/** Handlers that block: what a chain leaves behind is an async function, in which they can wait. */
function index() {
  return Promise.resolve(path.join(DATA, 'index.json')).then((file) => {
    // all of it is small
    const text = fs.readFileSync(file, 'utf8');
    return JSON.parse(text);
  });
}

function words(name) {
  return index().then(({ files }) => {
    const known = files.filter((each) => fs.existsSync(path.join(DATA, each)));
    if (!known.includes(name)) throw new Error(`no ${name} among ${known.join()}`);
    return fs.readFileSync(path.join(DATA, name), 'utf8').split('\n');
  });
}

/** No chain: it becomes async for its call alone. */
function sizeOf(name) {
  return fs.statSync(path.join(DATA, name)).size;
}

module.exports = { index, words, sizeOf };
