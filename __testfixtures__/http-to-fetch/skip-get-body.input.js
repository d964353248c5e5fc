// fetch gives no body to GET, and http gives no length to DELETE.
// expect: http-get-body
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.request(`http://${url}`, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject).end('body');
});

module.exports.remove = (url) => new Promise((resolve, reject) => {
  const req = http.request(`http://${url}`, { method: 'DELETE' }, (res) => {
    res.resume();
    res.on('end', resolve);
  });
  req.on('error', reject);
  req.end('body');
});
