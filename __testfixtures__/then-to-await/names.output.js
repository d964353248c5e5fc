// Only names that clash change.
const value = 'outer';

async function clash(id) {
  const value2 = await step(value, id);
  const value1 = await step('b', value2);
  var inner = value1 + 1;
  const id1 = { value: value1, inner };
  return [id1.value, id1.inner, value];
}

async function shadow(result) {
  try {
    const a = await step('a', result);
    const b = await step('b', a);
    return a + b;
  } catch (result) {
    return result.message;
  }
}

async function separate(flag) {
  if (flag) {
    const a = await step('a');
    return log('one', a);
  }
  const a1 = await step('b');
  return log('two', a1);
}

module.exports = { clash, shadow, separate, separately: () => separate(true) };
