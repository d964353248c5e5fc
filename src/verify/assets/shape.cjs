// Loads one module and writes down what it exports, as text: names, kinds, numbers of parameters. Arguments: the module, the result file.
'use strict';
const { writeFileSync } = require('fs');
const { pathToFileURL } = require('url');

const [file, out] = process.argv.slice(2);
const problems = [];
process.on('unhandledRejection', (reason) => problems.push('unhandled rejection: ' + String((reason && reason.message) || reason)));

function kindOf(value, depth) {
  if (value === null) return 'null';
  if (typeof value === 'function') {
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    const methods = value.prototype && depth < 2 ? namesOf(value.prototype).filter((name) => name !== 'constructor') : [];
    return (isClass ? 'class' : 'function') + '(' + value.length + ')' + (methods.length > 0 ? ' with ' + methods.join() : '') + own(value, depth, ['prototype', 'length', 'name', 'arguments', 'caller']);
  }
  if (typeof value !== 'object') return typeof value;
  if (typeof value.then === 'function') return 'promise';
  if (Array.isArray(value)) return 'array';
  const proto = Object.getPrototypeOf(value);
  const name = proto && proto.constructor && proto.constructor.name;
  return (name && name !== 'Object' ? name : 'object') + own(value, depth, []);
}

function namesOf(value) {
  return Object.getOwnPropertyNames(value).sort();
}

function own(value, depth, except) {
  const names = namesOf(value).filter((name) => !except.includes(name));
  if (names.length === 0 || depth > 2) return '';
  return ' {' + names.slice(0, 200).map((name) => {
    const property = Object.getOwnPropertyDescriptor(value, name);
    // compilers export through accessors, which only look a variable up
    const isLookedUp = property && property.get && value.__esModule === true;
    return name + ': ' + (isLookedUp ? kindOf(value[name], depth + 1) : property && property.get ? 'accessor' : property ? kindOf(property.value, depth + 1) : 'gone');
  }).join(', ') + '}';
}

const describe = (value) => {
  const isNamespace = value !== null && typeof value === 'object' && value[Symbol.toStringTag] === 'Module';
  return isNamespace ? 'module' + own(value, 0, ['__esModule']) : kindOf(value, 0);
};

async function main() {
  let result;
  try {
    let loaded = false;
    let value;
    if (!file.endsWith('.mjs')) {
      try {
        value = { of: require(file) };
        loaded = true;
      } catch (error) {
        if (!error || (error.code !== 'ERR_REQUIRE_ESM' && error.code !== 'ERR_REQUIRE_ASYNC_MODULE')) throw error;
      }
    }
    // a module that is a promise must stay one: it is never returned from an async function
    if (!loaded) value = { of: await import(pathToFileURL(file).href) };
    result = { shape: describe(value.of) };
  } catch (error) {
    result = { error: String((error && error.message) || error).split('\n')[0] };
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  writeFileSync(out, JSON.stringify({ ...result, problems }));
  process.exit(0);
}

main();
