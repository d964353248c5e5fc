// The length may be that of something else.
// expect: http-headers
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  const req = http.request(`http://${url}`, { method: 'POST', headers: { 'Content-Length': url.length } }, (res) => {
    res.resume();
    res.on('end', resolve);
  });
  req.on('error', reject);
  req.end(url);
});
