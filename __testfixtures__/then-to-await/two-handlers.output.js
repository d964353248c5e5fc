// The second handler does not see what the first one throws.
async function load(id) {
  let found;
  try {
    found = await step('load', id);
  } catch (error) {
    // nothing was found
    log('missing', error.message);
    return;
  }
  plain('use', found);
  return step('next', found);
}

async function between(id) {
  let result;
  let value;
  let failed = false;
  try {
    value = await step('load', id);
  } catch (error) {
    failed = true;
    result = await step('instead', error.message);
  }
  if (!failed) {
    result = await step('ok', value);
  }
  log('result', result);
}

async function rethrown(id) {
  let value1;
  try {
    value1 = await step('load', id);
  } catch (error) {
    throw new Error('no ' + error.message);
  }
  const value = await plain('use', value1);
  return log(value);
}

module.exports = { load, between, rethrown };
