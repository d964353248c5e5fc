// What programs of these fixtures use of rewire: a copy of a module whose variables can be read and assigned.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

module.exports = (specifier) => {
  const file = Module.createRequire(module.parent.filename).resolve(specifier);
  const copy = new Module(file, module.parent);
  copy.filename = file;
  copy.paths = Module._nodeModulePaths(path.dirname(file));
  const text = fs.readFileSync(file, 'utf8').replace(/^const /gm, 'let ');
  copy._compile(`${text}
module.exports.__get__ = (name) => eval(name);
module.exports.__set__ = (name, value) => { eval(name + ' = value'); };
module.exports.__with__ = (values) => (callback) => {
  const before = Object.keys(values).map((name) => [name.replace('node:', ''), eval(name)]);
  for (const name of Object.keys(values)) module.exports.__set__(name, values[name]);
  try { return callback(); } finally { for (const [name, value] of before) module.exports.__set__(name, value); }
};
`, file);
  return copy.exports;
};
