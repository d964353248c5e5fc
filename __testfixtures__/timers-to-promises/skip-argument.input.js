// expect: wait-argument
const sleep = require('atomic-sleep');
function pause(ms) {
  try {
    sleep(ms);
    return 'slept';
  } catch (error) {
    return error.name;
  }
}
console.log(pause(5), pause(-5), pause('5'));
