// The timeout is one of silence, not of the whole.
// expect: http-timeout
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  const req = http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', resolve);
  });
  req.on('error', reject);
  req.setTimeout(1000, () => req.destroy(new Error('late')));
});
