const fs = require('fs');

// what it is given may throw: the rest would run all the same
function name(text) {
  if (!text) throw new Error('no name');
  return text;
}

try {
  fs.stat(name(process.argv[2]), () => console.log('there'));
} catch (error) {
  console.log(error.message);
}

try {
  fs.readFile(undefined, () => {});
} catch (error) {
  console.log(error.code);
}

class Files {
  static list = fs.readdir(__dirname, (err, names) => console.log(names.length > 0));
}

const stream = fs.readFile(__filename, (err, data) => console.log(data.length > 0));
console.log(Files.list, stream);
