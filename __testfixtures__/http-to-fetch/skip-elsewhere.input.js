// The promise is settled by something else.
// expect: http-settled-elsewhere
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    let body = '';
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => setTimeout(resolve, 10, body));
  }).on('error', reject);
});
