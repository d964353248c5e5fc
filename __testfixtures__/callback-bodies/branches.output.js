async function pick(kind) {
  switch (kind) {
    case 'a':
      return api.promises.read('a');
    case 'b': return 'b';
    default:
      throw new Error('no kind');
  }
}

async function first(names) {
  for (const name of names) {
    if (coin(name)) {
      const text = await api.promises.read(name);
      if (text.length > 3) {
        console.log('long');
        return text;
      } else return null;
    }
  }
  if (coin('none'))
    return;
  await api.promises.drop('all');
}

async function both(p) {
  const a = await pick(coin('a') ? 'a' : 'b');
  const b = await first(['x', 'y']);
  return b && [a, b].join();
}

async function main(p) {
  try {
    await api.promises.read(p);
  } catch {
    return;
  }
  let err = null;
  let text;
  try {
    text = await both(p);
  } catch (error) {
    err = error;
  }
  console.log(err ? err.message : text);
}

module.exports = { main };
