// one left, two buyers
// calls: buy('ann') | buy('bob')
const fs = require('fs');
let stock = 1;
const sold = [];
function buy(who) {
  if (stock > 0) {
    fs.statSync('/a.txt');
    stock--;
    sold.push(who);
    return 'bought';
  }
  return 'sold out';
}
module.exports = { buy, state: () => [stock, sold.join()] };
