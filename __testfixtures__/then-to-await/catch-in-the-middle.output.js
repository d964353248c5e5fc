// A catch covers the links before it and gives a value to those after it.
async function load(id) {
  let value;
  try {
    const a = await step('first', id);
    value = await step('second', a);
  } catch (error) {
    log('failed', error.message);
    value = await step('recover');
  }
  log('value', value);
  return step('last', value);
}

async function loud(id) {
  try {
    const found = await step('load', id);
    plain('check', found);
    return await step('more', found);
  } catch (error) {
    log(error.message); throw new Error('wrapped ' + error.message);
  }
}

async function twice() {
  try {
    try {
      return await step('a');
    } catch {
      return await step('b');
    }
  } catch ({ message }) {
    return message;
  }
}

module.exports = { load, loud, twice };
