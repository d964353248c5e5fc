// Two requests share a promise.
// expect: http-no-promise, http-request-used
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}/1`, (res) => {
    res.resume();
    res.on('end', () => {
      http.get(`http://${url}/2`, (other) => {
        other.resume();
        other.on('end', resolve);
      }).on('error', reject);
    });
  }).on('error', reject);
});
