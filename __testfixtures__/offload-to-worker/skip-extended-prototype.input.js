// expect: offload-unproven
// with: extended.js
require('./extended.js');

// unblock: offload
function work(text) {
  return text.shout();
}

function main() {
  console.log(work('a'));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
