var util = require('util');

// the module that is injected by default is not loaded under a name that always means it
var fs = require('fs');
var fsModule = require('fs');

function use(options) {
  if (options.fs) fs = options.fs;
}

async function first(name) {
  return (fs === fsModule ? await fsModule.promises.readFile(name, 'utf8') : fs.readFileSync(name, 'utf8')).split('\n')[0];
}

async function remove(name) {
  if (fs === fsModule) await fsModule.promises.unlink(name);
  else fs.unlinkSync(name);
}

async function main() {
await remove('b.txt');
console.log(util.inspect(await first('a.txt')));
use({ fs: { readFileSync: function (name) { return name + '\n'; }, unlinkSync: function (name) { console.log('unlink', name); } } });
await remove('b.txt');
console.log(util.inspect(await first('a.txt')));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
