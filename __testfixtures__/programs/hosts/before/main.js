const inline = require('./build/inline');
const load = require('./build/loader');
const names = require('./build/names');
const { other } = require('./build/other');
const { plain } = require('./lib/plain');
const { rules } = require('./lib/rules');
const { size } = require('./lib/size');
const plugin = require('./packages/eslint-plugin-local');

const file = `${__dirname}/data.txt`;
console.log(inline(file), load('length: '), names().visitor.Identifier(file), other(file), plain(file), rules().length, size(file));
console.log(plugin.rules.header.create({ file }).Program(), plugin.parse(file));
