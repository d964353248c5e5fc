// a loader of webpack, by its path in webpack.config.js
const fs = require('fs');

module.exports = function load(source) {
  return `${source}${fs.readFileSync(`${__dirname}/../data.txt`, 'utf8').length}`;
};
