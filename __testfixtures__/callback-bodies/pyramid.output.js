async function load(name) {
  // the first of three
  const head = await api.promises.read(name, 'utf8');
  // no head

  /* then the body */
  const body = await api.promises.read(head);
  await api.promises.drop(name);
  return { head, body, text: `a
   b` };
}

async function main(p) {
  let data;
  try {
    data = await load(p);
  } catch (err) {
    console.log('failed', err);
    return;
  }
  console.log('loaded', data);
}

module.exports = { main };
