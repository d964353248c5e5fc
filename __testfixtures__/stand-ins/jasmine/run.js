// What programs of these fixtures use of jasmine, so that they run where it is not installed: `node run.js <spec file>`.
const { isDeepStrictEqual } = require('node:util');
const path = require('node:path');

const specs = [];
let suites = [];
let spies = [];

globalThis.describe = (name, body) => {
  const outer = suites;
  suites = [...suites, { name, before: [], after: [] }];
  body();
  suites = outer;
};
globalThis.it = (name, body) => specs.push({ name, body, suites });
globalThis.beforeEach = (hook) => suites.at(-1).before.push(hook);
globalThis.afterEach = (hook) => suites.at(-1).after.unshift(hook);

globalThis.spyOn = (object, name) => {
  const real = object[name];
  if (typeof real !== 'function' || real.and) throw new Error(`${name} has already been spied upon`);
  let run = () => undefined;
  const set = (next) => { run = next; return spy; };
  const spy = function (...args) {
    all.push(args);
    return run.apply(this, args);
  };
  const all = [];
  spy.and = {
    returnValue: (value) => set(() => value), callFake: set, callThrough: () => set(real), stub: () => set(() => undefined),
    throwError: (error) => set(() => { throw typeof error === 'string' ? new Error(error) : error; }),
    resolveTo: (value) => set(async () => value), rejectWith: (error) => set(async () => { throw error; }),
  };
  spy.calls = { count: () => all.length, any: () => all.length > 0, argsFor: (index) => all[index], allArgs: () => all, mostRecent: () => ({ args: all.at(-1) }) };
  object[name] = spy;
  spies.push(() => { object[name] = real; });
  return spy;
};

const matchers = (value) => ({
  toBe: (expected) => value === expected,
  toEqual: (expected) => isDeepStrictEqual(value, expected),
  toHaveBeenCalled: () => value.calls.any(),
  toHaveBeenCalledTimes: (count) => value.calls.count() === count,
  toHaveBeenCalledWith: (...args) => value.calls.allArgs().some((given) => isDeepStrictEqual(given, args)),
  toThrow: () => { try { value(); } catch { return true; } return false; },
});
globalThis.expect = (value) => {
  const expectations = (wanted) => Object.fromEntries(Object.entries(matchers(value)).map(([name, holds]) => [name, (...args) => { if (holds(...args) !== wanted) throw new Error(`expected ${wanted ? '' : 'not '}${name}`); }]));
  return { ...expectations(true), not: expectations(false) };
};

async function main() {
  for (const file of process.argv.slice(2)) require(path.resolve(file));
  for (const { name, body, suites: around } of specs) {
    const title = [...around.map((suite) => suite.name), name].join(' ');
    try {
      for (const suite of around) for (const hook of suite.before) await hook();
      await body();
      for (const suite of [...around].reverse()) for (const hook of suite.after) await hook();
      console.log(`ok ${title}`);
    } catch (error) {
      console.log(`not ok ${title}: ${error.message}`);
      process.exitCode = 1;
    }
    for (const restore of spies.splice(0)) restore();
  }
}
main();
