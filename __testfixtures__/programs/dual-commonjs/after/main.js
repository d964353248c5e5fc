const lib = require('./lib');

async function main() {
console.log((await lib.loadAsync('a')).length, await lib.loadAllAsync(['a', 'a']), await lib.sizeOf.sizeOfAsync('a.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
