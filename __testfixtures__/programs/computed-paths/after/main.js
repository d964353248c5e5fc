const lines = require(process.env.LINES || './');
const size = require(`${__dirname}/lib/size`);

async function main() {
console.log(await lines(require.resolve('./package.json')), await size(require.resolve('./package.json')));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
