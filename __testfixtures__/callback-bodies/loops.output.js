// functions that call themselves for the next round
async function each(n) {
  for (let i = 0; ; i++) {
    if (i === n) return;
    const text = await api.promises.read('step' + i);
    console.log(i, text);
  }
}

async function drain(queue) {
  const seen = [];

  while (true) {
    // one by one
    const item = queue.shift();
    if (!item) return seen;

    await api.promises.drop(item);
    seen.push(item);
  }
}

async function insist(name) {
  for (let left = 2; ; left--) {
    let text;
    try {
      text = await api.promises.read(name);
    } catch (err) {
      console.log(left, 'left');
      if (left > 0) continue;
      throw err;
    }
    return text;
  }
}

async function main(p) {
  const p1 = await api.promises.read(p);
  try {
    await each(2);
  } catch (err) {
    return console.log('failed', err.message);
  }
  let seen;
  try {
    seen = await drain([p1, 'b']);
  } catch (err) {
    return console.log('failed', err.message);
  }
  let text;
  try {
    text = await insist('file');
  } catch (err) {
    return console.log('failed', err.message);
  }
  console.log(seen, text);
}

module.exports = { main };
