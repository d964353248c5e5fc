// bluebird: coroutines whose promises are only waited for; the library stays for what else it does.
const Promise = require('bluebird');

const load = (id) => new Promise((resolve, reject) => step('load', id).then(resolve, reject));

const inner = async function (id) {
  const text = await load(id);
  return text + (await Promise.all([load('b'), load('c')])).join();
};

exports.outer = async (id) => {
  try {
    return await inner(id);
  } catch (error) {
    return 'caught ' + error.message;
  }
};
