// The listener is called with the response as its this.
// expect: http-callback-form
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, function (res) {
    res.resume();
    res.on('end', function () {
      resolve(this.complete);
    });
  }).on('error', reject);
});
