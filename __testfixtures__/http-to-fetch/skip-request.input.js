// The request is handed on.
// expect: http-request-used
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  const req = http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', () => resolve(req));
  });
  req.on('error', reject);
});
