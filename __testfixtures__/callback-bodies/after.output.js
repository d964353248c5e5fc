async function main(p) {
  const pending = api.promises.read(p);

  console.log('reading', p);
  let count = 0;
  count++;
  let text;
  try {
    text = await pending;
  } catch (err) {
    return console.log('failed', err.code);
  }
  console.log(text);
  const pending1 = api.promises.drop(p).catch(() => {});
  // before it is dropped
  console.log('dropping', p);
  await pending1;
  console.log('dropped');
}

module.exports = { main };
