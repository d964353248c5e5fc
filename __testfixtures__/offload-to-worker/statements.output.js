// Calls in every place where an await can stand.
// done: 6 in a worker, 0 here
const SALT = 'pepper';

// unblock: offload
function digest(text, rounds = 10) {
  let value = 0;
  for (let round = 0; round < rounds; round++) for (const letter of text + SALT) value = (value * 31 + letter.charCodeAt(0)) | 0;
  return value;
}

async function labelled(text) {
  return `${text}: ${await require('./offload/index.js').digestInWorker(text)}`;
}

const doubled = async (text) => await require('./offload/index.js').digestInWorker(text) * 2;

async function main() {
  if (await require('./offload/index.js').digestInWorker('a', 2) !== 0) console.log('not nothing');
  for (const word of ['x', 'y']) console.log(await labelled(word));
  const found = await require('./offload/index.js').digestInWorker('z') > 0 ? await require('./offload/index.js').digestInWorker('z', 1) : 0;
  console.log(found, await doubled('b'), { value: await require('./offload/index.js').digestInWorker('c') }.value);
}

module.exports = { digest };
if (require.main === module) Promise.resolve().then(main);
