const co = require('co');
const { read, both, list } = require('./files');

function* title(name) {
  const text = yield read(name);
  return JSON.parse(text).name;
}

exports.report = (name) =>
  co(function* () {
    const { fine, names } = yield { fine: both(name, 'main.js'), names: title(name) };
    return `${names} ${fine}`;
  });

exports.failing = co.wrap(function* () {
  try {
    yield read('missing.json');
    return 'read';
  } catch (error) {
    return `${error.code} ${(yield* title('package.json'))}`;
  } finally {
    console.log(list().join());
  }
});
