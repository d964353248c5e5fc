const inline = require('./build/inline');
const load = require('./build/loader');
const names = require('./build/names');
const { other } = require('./build/other');
const { plain } = require('./lib/plain');
const { rules } = require('./lib/rules');
const { size } = require('./lib/size');
const plugin = require('./packages/eslint-plugin-local');

const file = `${__dirname}/data.txt`;
async function main() {
console.log(await inline.inlineAsync(file), await load.loadAsync('length: '), names().visitor.Identifier(file), other(file), await plain(file), rules().length, size(file));
console.log(plugin.rules.header.create({ file }).Program(), plugin.parse(file));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
