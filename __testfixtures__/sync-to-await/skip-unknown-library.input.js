// expect: foreign-callback
const fs = require('fs');
const walk = loadWalker();

function loadWalker() {
  try {
    return require('some-walker');
  } catch {
    return (list, visit) => list.map(visit);
  }
}

console.log(walk(['a.txt', 'b.txt'], (file) => fs.readFileSync(file, 'utf8')));
