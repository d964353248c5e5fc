// an array with room for two
// calls: enter('ann') | enter('bob') | enter('cid')
const fs = require('fs');
const guests = [];
function enter(name) {
  if (guests.length >= 2) throw new Error('full');
  fs.appendFileSync('/book.txt', `${name}\n`);
  guests.push(name);
}
module.exports = { enter, state: () => guests.join() };
