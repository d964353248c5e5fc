// an arrow function without braces
// calls: append('/a.txt') | append('/b.txt')
const fs = require('fs');
const state = { text: '' };
const append = (name) => (state.text = state.text + fs.readFileSync(name, 'utf8'));
module.exports = { append, state: () => state.text };
