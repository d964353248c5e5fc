// What code outside of the package sees: the synchronous functions as they were, and versions that give the same.
import * as lib from '../src/index.js';

const config = new lib.Config({ a: 1 });
const calls = [[lib, 'readConfig'], [lib, 'keys'], [lib, 'existsSync'], [lib.Config, 'open'], [config, 'save']];
for (const [object, name] of calls) {
  const expected = JSON.stringify(object[name]('data.json'));
  const short = name.replace(/Sync$/, '');
  const version = object[`${short}Async`] ?? object[short] ?? object[name];
  console.log(name, expected, expected === JSON.stringify(await version.call(object, 'data.json')));
}
