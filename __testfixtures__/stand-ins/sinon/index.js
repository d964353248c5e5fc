// What programs of these fixtures use of sinon, so that they run where it is not installed.
const { isDeepStrictEqual } = require('node:util');

const same = (calls, args) => calls.some(({ args: given }) => args.every((arg, index) => isDeepStrictEqual(arg, given[index])));

function make(behave, restore) {
  let behaviour = behave;
  const special = [];
  const stub = function (...args) {
    const call = { args, firstArg: args[0] };
    stub.calls.push(call);
    const found = special.find(({ when }) => when(args, stub.calls.length));
    return (found ? found.run : behaviour).apply(this, args);
  };
  const set = (run, when) => {
    if (when) special.unshift({ when, run });
    else behaviour = run;
    return stub;
  };
  const makers = (when) => ({
    returns: (value) => set(() => value, when),
    resolves: (value) => set(async () => value, when),
    rejects: (error = new Error('Error')) => set(async () => { throw error; }, when),
    throws: (error = new Error('Error')) => set(() => { throw error; }, when),
    callsFake: (fake) => set(fake, when),
    callThrough: () => set(behave, when),
  });
  Object.assign(stub, makers(), {
    calls: [],
    withArgs: (...args) => makers((given) => args.every((arg, index) => isDeepStrictEqual(arg, given[index]))),
    onFirstCall: () => makers((_, count) => count === 1),
    restore,
    resetHistory: () => { stub.calls.length = 0; },
    getCall: (index) => stub.calls[index],
    calledWith: (...args) => same(stub.calls, args),
  });
  const read = { called: () => stub.calls.length > 0, notCalled: () => stub.calls.length === 0, calledOnce: () => stub.calls.length === 1, callCount: () => stub.calls.length, firstCall: () => stub.calls[0] ?? null, args: () => stub.calls.map(({ args }) => args) };
  for (const [name, get] of Object.entries(read)) Object.defineProperty(stub, name, { get });
  return stub;
}

function createSandbox() {
  const made = [];
  const put = (object, name, behave) => {
    const real = object[name];
    if (typeof real !== 'function' || real.restore) throw new TypeError(`Attempted to wrap ${name}`);
    const stub = make(behave ?? real, () => { object[name] = real; });
    object[name] = stub;
    made.push(stub);
    return stub;
  };
  return {
    stub: (object, name) => put(object, name, () => undefined),
    spy: (object, name) => put(object, name),
    restore: () => { for (const stub of made.splice(0)) stub.restore(); },
  };
}

const check = (holds, what) => { if (!holds) throw new Error(what); };
module.exports = {
  ...createSandbox(),
  createSandbox,
  assert: {
    calledOnce: (stub) => check(stub.calledOnce, 'expected one call'),
    calledWith: (stub, ...args) => check(stub.calledWith(...args), 'expected other arguments'),
    notCalled: (stub) => check(stub.notCalled, 'expected no call'),
  },
};
