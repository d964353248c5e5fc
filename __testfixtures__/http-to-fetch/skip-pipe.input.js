// The body goes on as a stream.
// expect: http-response-used
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    res.pipe(process.stdout);
    resolve(res.statusCode);
  }).on('error', reject);
});
