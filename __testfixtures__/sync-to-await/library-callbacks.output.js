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
const size = memoize(async (name) => {
  let found = -1;
  try {
    found = (await fs.promises.stat(name)).size;
  } catch (error) {
    // it may not be there
  }
  return found;
});
async function read(name) {
  try {
    return await fs.promises.readFile(name, 'utf8');
  } catch {
    return '';
  }
}
const readOnce = memoize(read, { cacheKey: (args) => args.join('|') });

async function isThere(name) {
  return await fs.promises.access(name).then(() => true, () => false) || 'not there';
}

const questions = [
  { name: 'first', type: async () => (await fs.promises.access('a.txt').then(() => true, () => false) ? 'text' : null), message: async () => (await fs.promises.readFile('a.txt', 'utf8')).slice(0, 1), validate: isThere },
  { name: 'second', type: async () => await fs.promises.access('nope').then(() => true, () => false), message: 'never asked', validate: isThere },
];

async function main() {
  console.log(await size('a.txt'), await size('nope'), await size('a.txt'), await findAsync(['a.txt', 'nope'], async (name) => await size(name) < 0));
  console.log(await readOnce('a.txt', 'x') === await readOnce('a.txt', 'x'), await readOnce('nope'));
  mkdirp('made', async (error) => {
    console.log(error, await fs.promises.readdir('made'));
    prompts(questions).then((answers) => console.log(JSON.stringify(answers)));
  });
}
main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.find that awaits each callback before the next.
async function findAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) return item;
  }
  return undefined;
}
