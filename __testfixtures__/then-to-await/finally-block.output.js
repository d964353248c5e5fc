// What finally returns is waited for and dropped; what it throws counts.
async function work(id) {
  log('begin');
  try {
    const value = await step('work', id);
    return await step('more', value);
  } finally {
    await step('close');
  }
}

async function plainEnd(id) {
  let value;
  try {
    value = await step('work', id);
  } finally {
    log('end');
    plain('end');
  }
  return log('after', value);
}

async function both(id) {
  try {
    return await step('work', id);
  } catch (error) {
    return await error.message;
  } finally {
    log('closed');
  }
}

module.exports = { work, plainEnd, both };
