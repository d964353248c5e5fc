// expect: wait-result
const sleep = require('thread-sleep');
function main() {
  const elapsed = sleep(20);
  console.log(elapsed >= 0);
}
main();
