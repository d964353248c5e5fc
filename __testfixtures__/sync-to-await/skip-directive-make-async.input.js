// expect: accessor, comparator
const fs = require('fs');

// who waits for it does not help: these can't be async at all
const settings = {
  // unblock: make-async
  get text() {
    return fs.readFileSync('a.txt', 'utf8');
  },
};

const byAge = (names) =>
  // unblock: make-async
  names.sort((a, b) => fs.statSync(a).mtimeMs - fs.statSync(b).mtimeMs);

console.log(settings.text, byAge(['a.txt', 'b.txt']).length);
