// Calls in every place where an await can stand.
// done: 6 in a worker, 0 here
const SALT = 'pepper';

// unblock: offload
function digest(text, rounds = 10) {
  let value = 0;
  for (let round = 0; round < rounds; round++) for (const letter of text + SALT) value = (value * 31 + letter.charCodeAt(0)) | 0;
  return value;
}

function labelled(text) {
  return `${text}: ${digest(text)}`;
}

const doubled = (text) => digest(text) * 2;

function main() {
  if (digest('a', 2) !== 0) console.log('not nothing');
  for (const word of ['x', 'y']) console.log(labelled(word));
  const found = digest('z') > 0 ? digest('z', 1) : 0;
  console.log(found, doubled('b'), { value: digest('c') }.value);
}

module.exports = { digest };
if (require.main === module) Promise.resolve().then(main);
