// The promise is one of bluebird.
// expect: http-no-promise
const http = require('http');
const Promise = require('bluebird');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
