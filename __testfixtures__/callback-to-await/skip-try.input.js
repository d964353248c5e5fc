// expect: callback-in-try
const fs = require('fs');

function main(file) {
  try {
    fs.readFile(file, 'utf8', (err) => {
      console.log(err.code);
    });
  } catch (error) {
    console.log('at once', error.code);
  }
}

main('missing');
main(undefined);
