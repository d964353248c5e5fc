const core = require('@demo/core');
const count = require('@demo/core/lib/extra');

module.exports = async function run(names) {
  for (const name of names) console.log(core.version, await core.lines(name), await count(name));
};
