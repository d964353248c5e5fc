// expect: foreign-callback, remembered-error, shared-state
const fs = require('fs');
const Module = require('module');

const fakes = new Map([
  ['lodash', { memoize: (fn) => fn }],
  ['lodash.memoize', (fn) => fn],
  ['memoize', (fn) => fn],
  ['prompts', Object.assign(() => {}, { override: () => {} })],
  ['rimraf', (name, done) => fs.rm(name, { force: true }, done)],
]);
const load = Module._load;
Module._load = (name, ...rest) => fakes.get(name) || load(name, ...rest);

const memoize = require('memoize');
const prompts = require('prompts');
const rimraf = require('rimraf');

// a rejection would be remembered, what is thrown is not
const size = memoize((name) => fs.statSync(name).size);
const text = memoize((name) => {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch (error) {
    console.log(error.code);
    return '';
  }
});
const byDefault = require('lodash.memoize')((name = JSON.parse('"a.txt"')) => {
  try {
    return fs.existsSync(name);
  } catch {
    return false;
  }
});

// a cache of its own may do anything with a promise
const stored = memoize((name) => {
  try {
    return fs.existsSync(name);
  } catch {
    return false;
  }
}, { cache: new Map() });

// answers that are set elsewhere are checked at once; what is rendered is not waited for
prompts.override({ name: 'x' });
prompts({ name: 'x', type: 'text', validate: (name) => fs.existsSync(name), onRender: () => fs.existsSync('a.txt') });

// two may be under way
let count = 0;
rimraf('nope', () => {
  count += fs.readdirSync('.').length;
  console.log(count > 0);
});

console.log(size('a.txt') > 0, text('a.txt').length > 0, byDefault('a.txt'), stored('a.txt'));
