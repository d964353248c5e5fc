// Values go from link to link: expressions, blocks, missing handlers, no parameter, unused ones, a promise in between.
async function total(id) {
  const user = await step('load', id);
  const n = await user.length;
  await step('scale', n);
  return 'done';
}

async function passThrough() {
  const value = await step('a');
  return log('got', value);
}

const short = async id => {
  const { length, [0]: first } = await step('find', id);
  return { length, first };
};

class Store {
  async load(id) {
    const raw = await step('read', id);
    log('raw', raw);
    // what is returned comes last
    const text = raw + '!';
    return text.toUpperCase();
  }
}

module.exports = { total, passThrough, short, load: (id) => new Store().load(id) };
