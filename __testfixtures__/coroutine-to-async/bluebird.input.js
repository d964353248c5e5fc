// bluebird: coroutines whose promises are only waited for; the library stays for what else it does.
const Promise = require('bluebird');

const load = (id) => new Promise((resolve, reject) => step('load', id).then(resolve, reject));

const inner = Promise.coroutine(function* (id) {
  const text = yield load(id);
  return text + (yield Promise.all([load('b'), load('c')])).join();
});

exports.outer = async (id) => {
  try {
    return await inner(id);
  } catch (error) {
    return 'caught ' + error.message;
  }
};
