const fs = require('fs');
const Module = require('module');

// the packages themselves are not installed here: these do to callbacks what the tables in src/apis/callbacks say
const fakes = new Map([
  ['memoize', (fn, { cacheKey = (args) => args[0] } = {}) => {
    const cache = new Map();
    return (...args) => {
      const key = cacheKey(args);
      if (!cache.has(key)) cache.set(key, fn(...args));
      return cache.get(key);
    };
  }],
  ['mkdirp', (dir, done) => fs.mkdir(dir, { recursive: true }, done)],
  ['prompts', async (questions) => {
    const answers = {};
    for (const question of [].concat(questions)) {
      const give = (key, ...args) => {
        const value = Reflect.get(question, key);
        return typeof value === 'function' ? value(...args) : value;
      };
      if (await give('type')) answers[give('name')] = [await give('message'), await give('validate', 'a.txt'), await give('validate', 'nope')];
    }
    return answers;
  }],
]);
const load = Module._load;
Module._load = (name, ...rest) => fakes.get(name) || load(name, ...rest);

const memoize = require('memoize');
const mkdirp = require('mkdirp');
const prompts = require('prompts');

// what never throws never rejects, so there is nothing to remember for ever
const size = memoize((name) => {
  let found = -1;
  try {
    found = fs.statSync(name).size;
  } catch (error) {
    // it may not be there
  }
  return found;
});
function read(name) {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch {
    return '';
  }
}
const readOnce = memoize(read, { cacheKey: (args) => args.join('|') });

function isThere(name) {
  return fs.existsSync(name) || 'not there';
}

const questions = [
  { name: 'first', type: () => (fs.existsSync('a.txt') ? 'text' : null), message: () => fs.readFileSync('a.txt', 'utf8').slice(0, 1), validate: isThere },
  { name: 'second', type: () => fs.existsSync('nope'), message: 'never asked', validate: isThere },
];

function main() {
  console.log(size('a.txt'), size('nope'), size('a.txt'), ['a.txt', 'nope'].find((name) => size(name) < 0));
  console.log(readOnce('a.txt', 'x') === readOnce('a.txt', 'x'), readOnce('nope'));
  mkdirp('made', (error) => {
    console.log(error, fs.readdirSync('made'));
    prompts(questions).then((answers) => console.log(JSON.stringify(answers)));
  });
}
main();
