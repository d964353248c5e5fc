const { read, both, list } = require('./files');

async function title(name) {
  const text = await read(name);
  return JSON.parse(text).name;
}

exports.report = (name) =>
  (async () => {
    const [fine, names] = await Promise.all([both(name, 'main.js'), title(name)]);
    return `${names} ${fine}`;
  })();

exports.failing = async function () {
  try {
    await read('missing.json');
    return 'read';
  } catch (error) {
    return `${error.code} ${(await title('package.json'))}`;
  } finally {
    console.log((await list()).join());
  }
};
