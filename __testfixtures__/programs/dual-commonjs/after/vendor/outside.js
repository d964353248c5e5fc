// What code outside of the package sees: the synchronous functions as they were, and versions that give the same.
const lib = require('..');

const store = new lib.Store('.');
const calls = [[lib, 'load', 'a'], [lib, 'loadAll', ['a']], [lib, 'first', ''], [lib, 'sizeOf', 'a.txt'], [store, 'readSync', 'a']];
(async () => {
  for (const [object, name, argument] of calls) {
    const expected = JSON.stringify(object[name](argument));
    const version = object[`${name.replace(/Sync$/, '')}Async`] ?? object[name][`${name}Async`] ?? object[name];
    console.log(name, expected, expected === JSON.stringify(await version.call(object, argument)));
  }
})();
