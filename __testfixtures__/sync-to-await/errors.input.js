const fs = require('fs');

function inner(name) {
  return fs.readFileSync(name, 'utf8');
}
function caught(name) {
  try {
    return inner(name);
  } catch (error) {
    return error.code;
  } finally {
    console.log('finally');
  }
}
const rethrown = (name) => {
  try {
    return inner(name);
  } finally {
    console.log('released');
  }
};

console.log(caught('none.txt'), caught('a.txt'));
try {
  rethrown('none.txt');
} catch ({ message }) {
  console.log(message);
}
