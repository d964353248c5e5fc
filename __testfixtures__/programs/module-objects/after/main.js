const { files, handlers, formats } = require('./index');

async function main() {
console.log(await files.size('a.txt'), Object.keys(formats).length);
for (const name of Object.keys(handlers)) console.log(await handlers[name]('a.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
