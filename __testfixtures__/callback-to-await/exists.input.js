// a callback without an error
const fs = require('fs');

function main() {
  fs.exists('a.txt', function (there) {
    console.log(there);
    fs.exists('missing', (there) => {
      if (!there) {
        console.log('not there'); /* at all */
      }
    });
  });
}

main();
