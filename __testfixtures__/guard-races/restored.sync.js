// a setting that is changed for the time of a call
// calls: greetIn('de', 'x') | greetIn('fr', 'y')
const fs = require('fs');
let locale = 'en';
function greet(name) {
  return `${locale}:${name}:${fs.readFileSync('/a.txt', 'utf8')}`;
}
function greetIn(other, name) {
  const before = locale;
  locale = other;
  try {
    return greet(name);
  } finally {
    locale = before;
  }
}
module.exports = { greetIn, state: () => locale };
