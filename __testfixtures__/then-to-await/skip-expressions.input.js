// The promise itself is used: kept, raced, put into a condition.
// expect: chain-in-expression
async function main(id) {
  const later = step('later', id).then(value => value + 1, () => 0);
  const all = await Promise.all([later, step('b').then(b => b, () => 'none')]);
  if (await step('c').then(() => true, () => false)) log('yes');
  return all;
}

module.exports = { main };
