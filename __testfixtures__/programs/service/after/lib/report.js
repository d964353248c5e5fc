'use strict';

const { text, has } = require('./read');

module.exports = async function report(users) {
  const lines = await mapAsync(await users.names(), async (name) => `${name}: ${await users.role(name)}`);
  if (await has('motd.txt')) lines.push((await text('motd.txt')).trim());
  return lines.join('\n');
};

module.exports.line = async (users, name) => `${name}=${await users.role(name)}`;

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
