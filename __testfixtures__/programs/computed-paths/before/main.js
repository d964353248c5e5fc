const lines = require(process.env.LINES || './');
const size = require(`${__dirname}/lib/size`);

console.log(lines(require.resolve('./package.json')), size(require.resolve('./package.json')));
