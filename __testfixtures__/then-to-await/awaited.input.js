// In an async function a chain that is awaited is flattened where it stands.
async function main(id) {
  let last;
  try {
    last = await step('first', id).then(value => {
      log('first', value);
      return step('second', value);
    });
  } catch (error) {
    log('caught', error.message);
  }
  await step('clean').catch(error => { log('ignored', error.message); });
  for (const name of ['a', 'b']) {
    const { length } = await step(name).then(text => text + last).catch(() => '');
    log(name, length);
  }
  return last;
}

module.exports = { main };
