// with: settings.js
// expect: offload-captured-state
const Handlebars = require('handlebars');
const { shout } = require('./settings.js');

// unblock: offload
function render(text, name) {
  return Handlebars.compile(text)({ name });
}

function main() {
  shout();
  console.log(render('{{shout name}}', 'a'));
}

module.exports = { render };
if (require.main === module) Promise.resolve().then(main);
