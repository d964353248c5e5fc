const fs = require('fs');

// prints: the main thread would have to do it, and stands still
exports.talk = function talk(file) {
  console.log('talk', fs.readFileSync(file, 'utf8').length > 10);
  return 1;
};
