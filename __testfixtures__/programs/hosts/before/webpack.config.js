const path = require('path');

module.exports = {
  entry: './lib/plain.js',
  module: { rules: [{ test: /\.txt$/, use: [{ loader: path.resolve(__dirname, 'build', 'loader.js') }] }] },
};
