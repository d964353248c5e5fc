const Config = require('./lib/config');
const largest = require('./lib/largest');
require('./lib/clean');

const config = new Config('a.txt');
console.log(config.value.text, largest(['b.txt', 'a.txt']));
async function main() {
if (await config.isThere()) console.log('there');
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
