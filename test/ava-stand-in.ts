// What of ava 3 tests with callbacks use, as its documentation says: ava cannot be installed beside what this project needs.

/**
 * A package `ava`. Tests run one after the other; a failed assertion does not end a test, `t.end` of a test that does not call back throws,
 * and a test that calls back may not return a promise.
 *
 * Source: https://github.com/avajs/ava/blob/v3.15.0/docs/02-execution-context.md and lib/test.js there.
 */
export const AVA = `'use strict';
const util = require('util');
const tests = [];
class Test {
  constructor(title, fn, callback) { Object.assign(this, { title, fn, callback, error: undefined, finished: false, planned: undefined, made: 0 }); }
  save(error) { this.error = this.error || error; }
  check(passed, message) {
    if (this.finished) this.save(new Error('Assertion after the test has finished'));
    this.made++;
    if (!passed) this.save(new Error(message));
  }
  context(done) {
    const self = this;
    let ended = false;
    return {
      is: (a, b) => self.check(Object.is(a, b), 'is'), true: (a) => self.check(a === true, 'true'), falsy: (a) => self.check(!a, 'falsy'), regex: (a, b) => self.check(typeof a === 'string' && b.test(a), 'regex'),
      plan: (count) => { self.planned = count; },
      get end() {
        if (!self.callback) throw new Error('t.end() is not supported in this context');
        return (error) => {
          if (ended) return self.save(new Error('t.end() called more than once'));
          ended = true;
          if (error) self.save(new Error('Callback called with an error: ' + util.inspect(error)));
          done();
        };
      },
    };
  }
  run() {
    return new Promise((resolve) => {
      const finish = () => {
        if (this.planned !== undefined && this.planned !== this.made) this.save(new Error('Planned for ' + this.planned + ' assertions, but got ' + this.made));
        if (this.planned === undefined && this.made === 0 && this.kind !== 'hook') this.save(new Error('Test finished without running any assertions'));
        this.finished = true;
        resolve();
      };
      const fails = (error) => { this.save(error || new Error('falsy')); finish(); };
      process.removeAllListeners('uncaughtException').on('uncaughtException', fails);
      try {
        const result = this.fn(this.context(finish));
        if (!result || typeof result.then !== 'function') return void (this.callback || finish());
        if (this.callback) return fails(new Error('Do not return promises from tests declared via test.cb()'));
        result.then(finish, fails);
      } catch (error) {
        fails(error);
      }
    });
  }
}
const chain = (modes) => new Proxy((title, fn) => { tests.push(Object.assign(new Test(title, fn, modes.includes('cb')), { kind: modes.includes('before') ? 'hook' : 'test' })); }, { get: (_, name) => chain([...modes, name]) });
setImmediate(async () => {
  let count = 0;
  console.log('TAP version 13');
  for (const test of tests) {
    await test.run();
    // as ava ends by a hook or an exception that fails
    console.log((test.error ? 'not ok ' : 'ok ') + ++count + ' - ' + test.title);
  }
  console.log('1..' + count);
});
module.exports = chain([]);
`;
