// Values go from link to link: expressions, blocks, missing handlers, no parameter, unused ones, a promise in between.
function total(id) {
  return step('load', id).then(user => user.length).then(n => step('scale', n)).then((unused) => 'done');
}

function passThrough() {
  return step('a').then().then(undefined).then(null, undefined).catch(null).then(value => log('got', value));
}

const short = id => step('find', id).then(({ length, [0]: first }) => ({ length, first }));

class Store {
  async load(id) {
    const text = await step('read', id).then(function (raw) {
      log('raw', raw);
      // what is returned comes last
      return raw + '!';
    });
    return text.toUpperCase();
  }
}

module.exports = { total, passThrough, short, load: (id) => new Store().load(id) };
