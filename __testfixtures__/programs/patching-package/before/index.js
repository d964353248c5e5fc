const fs = require('fs');

exports.size = (file) => fs.statSync(file).size;

exports.stat = (file, done) => {
  fs.stat(file, (error, stats) => (error ? done(error) : done(null, stats.size)));
};
