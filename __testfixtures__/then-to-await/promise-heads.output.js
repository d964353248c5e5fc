// Chains that begin with Promise.resolve, Promise.all and a promise of its own.
// expect: fire-and-forget
async function begin() {
  await Promise.resolve();
  plain('begin');
  const [a, b] = await Promise.all([step('a'), step('b')]);
  return log(a, b);
}

async function wrapped(name) {
  const value = await new Promise((resolve, reject) => {
    step(name).then(resolve, reject);
  });
  return log('wrapped', value);
}

module.exports = { begin, wrapped };
