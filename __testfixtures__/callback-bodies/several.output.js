// functions that give their callback more than one value
async function load(name) {
  const text = await api.promises.read(name);
  return [text, text.length];
}

async function handOn(name) {
  if (coin('short')) return load(name);
  const text = await api.promises.read(name);
  // only one
  if (coin('one')) return [text];
  if (coin('none')) return [];
  return [text, 7];
}

async function main(p) {
  let text, length;
  try {
    ([text, length] = await load(p));
  } catch (err) {
    return console.log('failed', err.message);
  }
  console.log(text, length);
  let err = null;
  let first, second;
  try {
    ([first, second] = await handOn(p));
  } catch (error) {
    err = error;
  }
  console.log(err ? err.message : 'fine', first, second);
  let n;
  try {
    ([, n] = await load('b'));
  } catch (err) {
    console.log(err.message);
    return;
  }
  console.log(n);
  const [only] = await load('c');
  console.log(only);
}

module.exports = { main };
