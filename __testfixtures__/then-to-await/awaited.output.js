// In an async function a chain that is awaited is flattened where it stands.
async function main(id) {
  let last;
  try {
    const value = await step('first', id);
    log('first', value);
    last = await step('second', value);
  } catch (error) {
    log('caught', error.message);
  }
  try {
    await step('clean');
  } catch (error) {
    log('ignored', error.message);
  }
  for (const name of ['a', 'b']) {
    let result;
    try {
      const text = await step(name);
      result = text + last;
    } catch {
      result = '';
    }
    const { length } = result;
    log(name, length);
  }
  return last;
}

module.exports = { main };
