async function load(name) {
  const head = await api.promises.read(name);
  // what the first one gave
  const body = await api.promises.read(head);
  return body + head;
}

async function main(p) {
  let text;
  try {
    text = await load(p);
  } catch (err) {
    console.log(err.message);
    return;
  }
  report(text);

  function report(text) {
    console.log(text);
  }
}

module.exports = { main };
