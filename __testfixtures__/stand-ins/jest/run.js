// What programs of these fixtures use of jest, so that they run where it is not installed: `node run.js <test file>`.
const Module = require('node:module');
const path = require('node:path');
const { isDeepStrictEqual } = require('node:util');

const tests = [];
let names = [];
let after = [];
const mocked = new Map();
const load = Module._load;
Module._load = function (request, ...rest) {
  if (!mocked.has(request)) return load.call(this, request, ...rest);
  const mock = mocked.get(request);
  mock.value ??= mock.factory();
  return mock.value;
};

function fn(implementation = () => undefined) {
  const once = [];
  let run = implementation;
  const mock = function (...args) {
    mock.mock.calls.push(args);
    return (once.shift() ?? run).apply(this, args);
  };
  const set = (next) => { run = next; return mock; };
  mock.mock = { calls: [] };
  Object.assign(mock, {
    mockImplementation: set,
    mockReturnValue: (value) => set(() => value),
    mockResolvedValue: (value) => set(async () => value),
    mockRejectedValue: (error) => set(async () => { throw error; }),
    mockReturnValueOnce: (value) => { once.push(() => value); return mock; },
    mockResolvedValueOnce: (value) => { once.push(async () => value); return mock; },
    mockRejectedValueOnce: (error) => { once.push(async () => { throw error; }); return mock; },
    mockClear: () => { mock.mock.calls.length = 0; },
  });
  return mock;
}

const restores = [];
globalThis.jest = {
  fn,
  mock: (name, factory) => mocked.set(name, { factory }),
  spyOn(object, name) {
    const real = object[name];
    object[name] = fn(real);
    restores.push(() => { object[name] = real; });
    object[name].mockRestore = () => { object[name] = real; };
    return object[name];
  },
  restoreAllMocks: () => { for (const restore of restores.splice(0)) restore(); },
};
globalThis.describe = (name, body) => { names.push(typeof name === 'function' ? name.name : name); body(); names.pop(); };
globalThis.it = globalThis.test = (name, body) => tests.push({ name: [...names, name].join(' '), body });
globalThis.afterEach = (hook) => after.push(hook);
globalThis.expect = (value) => {
  const check = (holds, wanted, name) => { if (holds !== wanted) throw new Error(`expected ${wanted ? '' : 'not '}${name}: ${JSON.stringify(value)}`); };
  const throws = () => { try { value(); } catch { return true; } return false; };
  const make = (wanted) => ({
    toBe: (other) => check(value === other, wanted, 'toBe'),
    toEqual: (other) => check(isDeepStrictEqual(value, other), wanted, 'toEqual'),
    toThrow: () => check(throws(), wanted, 'toThrow'),
    toHaveBeenCalled: () => check(value.mock.calls.length > 0, wanted, 'toHaveBeenCalled'),
    toHaveBeenCalledTimes: (count) => check(value.mock.calls.length === count, wanted, 'toHaveBeenCalledTimes'),
    toHaveBeenCalledWith: (...args) => check(value.mock.calls.some((given) => isDeepStrictEqual(given, args)), wanted, 'toHaveBeenCalledWith'),
  });
  return { ...make(true), not: make(false) };
};

async function main() {
  for (const file of process.argv.slice(2)) require(path.resolve(file));
  for (const { name, body } of tests) {
    try {
      await body();
      console.log(`ok ${name}`);
    } catch (error) {
      console.log(`not ok ${name}: ${error.message}`);
      process.exitCode = 1;
    }
    for (const hook of after) await hook();
  }
}
main();
