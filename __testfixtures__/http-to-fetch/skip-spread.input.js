// What is spread is not seen.
// expect: http-options
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get({ ...url, path: '/' }, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
