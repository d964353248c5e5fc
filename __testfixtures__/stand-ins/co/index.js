// What the programs need of co 4: promises, arrays and objects of them, generators.
module.exports = function co(work, ...args) {
  return new Promise((resolve, reject) => {
    const generator = typeof work === 'function' ? work.apply(this, args) : work;
    const step = (how, value) => {
      let result;
      try {
        result = generator[how](value);
      } catch (error) {
        return reject(error);
      }
      if (result.done) return resolve(result.value);
      const waited = toPromise(result.value);
      if (waited) waited.then((found) => step('next', found), (error) => step('throw', error));
      else step('throw', new TypeError('nothing to wait for'));
    };
    step('next');
  });
};

module.exports.wrap = (work) => function (...args) {
  return module.exports.call(this, work.apply(this, args));
};

function toPromise(value) {
  if (!value) return undefined;
  if (typeof value.then === 'function') return value;
  if (typeof value.next === 'function') return module.exports(value);
  if (Array.isArray(value)) return Promise.all(value.map((each) => toPromise(each) || each));
  if (value.constructor !== Object) return undefined;
  return Promise.all(Object.keys(value).map(async (key) => [key, await (toPromise(value[key]) || value[key])])).then(Object.fromEntries);
}
