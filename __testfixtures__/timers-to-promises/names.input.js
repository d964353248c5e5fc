const os = require('node:os');

function sleep(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end) {
  }
}

setTimeout(() => console.log('later', os.EOL.length > 0), 500);

function main() {
  sleep(20);
  console.log('slept');
}

main();
