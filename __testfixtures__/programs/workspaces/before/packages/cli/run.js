const core = require('@demo/core');
const count = require('@demo/core/lib/extra');

module.exports = function run(names) {
  for (const name of names) console.log(core.version, core.lines(name), count(name));
};
